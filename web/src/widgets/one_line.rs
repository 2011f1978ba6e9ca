//! A text field with the button that takes its text; Enter presses the button.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::icon::icon;

/// What the field needs.
#[derive(Properties)]
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

/// Drawing anew would put the first value back, so nothing but a change of the texts draws the field.
impl PartialEq for Props {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id && self.value == other.value && self.problem == other.problem
    }
}

/// The field and its button.
#[component]
pub fn OneLine(props: &Props) -> Html {
    let field = use_node_ref();
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
                        ref={field} value={props.value.clone()} aria-describedby={problem_id.clone()}
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
