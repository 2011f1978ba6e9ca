//! A text field with the button that takes its text; Enter presses the button.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::icon::icon;

/// What the field needs.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// Id of the field.
    pub id: &'static str,
    /// Its label.
    pub label: &'static str,
    /// What stands in it at first, and again when that changes.
    #[prop_or_default]
    pub value: AttrValue,
    /// What the button says.
    pub verb: &'static str,
    /// What is wrong with the text that was taken.
    #[prop_or_default]
    pub problem: Option<AttrValue>,
    /// Takes the text, unless it is blank.
    pub on_take: Callback<String>,
}

/// The field and its button.
#[component]
pub fn OneLine(props: &Props) -> Html {
    let field = use_node_ref();
    {
        let field = field.clone();
        // Drawing would put the value back over what is being typed, so it is set beside the drawing.
        use_effect_with(props.value.clone(), move |value| {
            if let Some(field) = field.cast::<HtmlInputElement>() {
                field.set_value(value);
            }
        });
    }
    let take = {
        let (field, on_take) = (field.clone(), props.on_take.clone());
        Callback::from(move |()| {
            let text = field.cast::<HtmlInputElement>().map(|field| field.value());
            if let Some(text) = text.filter(|text| !text.trim().is_empty()) {
                on_take.emit(text);
            }
        })
    };
    let onkeydown = {
        let take = take.clone();
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Enter" && !event.ctrl_key() && !event.meta_key() {
                event.prevent_default();
                take.emit(());
            }
        })
    };
    let problem_id = [props.id, "-problem"].concat();
    html! {
        <div>
            <div class="saves__new">
                <div class="field grow">
                    <label class="field__label" for={props.id}>{ props.label }</label>
                    <input class="input" id={props.id} type="text" autocomplete="off" spellcheck="false"
                        ref={field} aria-describedby={problem_id.clone()}
                        aria-invalid={props.problem.is_some().then_some("true")} {onkeydown} />
                </div>
                <button type="button" class="button" onclick={take.reform(|_: MouseEvent| ())}>{ props.verb }</button>
            </div>
            <div id={problem_id}>
                if let Some(problem) = &props.problem { <p class="field__error">{ icon("warning") }{ problem }</p> }
            </div>
        </div>
    }
}
