//! Combobox with a listbox: typing filters, arrows walk, Enter takes, Escape leaves everything as it was.

use std::rc::Rc;

use lab::view::{PickerGroup, PickerOption, PickerView};
use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::icon::small_icon;
use crate::views::spine_class;

/// What a combobox needs.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// Id of the field; those of list and options begin with it.
    pub id: &'static str,
    /// What it shows.
    pub picker: PickerView,
    /// Whether its value keeps the request from being run.
    #[prop_or_default]
    pub invalid: bool,
    /// Takes the value of the option, or the text.
    pub on_pick: Callback<String>,
}

/// Id of what says why a combobox is invalid; it describes the field.
pub fn problem_id(id: &str) -> String {
    [id, "-problem"].concat()
}

/// The list while it is open.
#[derive(Clone, Default, PartialEq)]
struct Opened {
    /// What was typed; nothing yet shows every option.
    typed: Option<String>,
    /// The option Enter takes, by its place among those shown.
    active: Option<usize>,
}

/// The options that match what was typed, as places of group and option. Every word must be found somewhere.
pub fn matching(groups: &[PickerGroup], typed: &str) -> Vec<(usize, usize)> {
    let words: Vec<String> = typed
        .split_whitespace()
        .map(str::to_ascii_lowercase)
        .collect();
    let fits = |group: &PickerGroup, option: &PickerOption| {
        let detail = option.detail.as_deref().unwrap_or_default();
        let text = [
            &group.label,
            " ",
            &option.label,
            " ",
            &option.value,
            " ",
            detail,
        ]
        .concat();
        let text = text.to_ascii_lowercase();
        words.iter().all(|word| text.contains(word))
    };
    let mut found = Vec::new();
    for (g, group) in groups.iter().enumerate() {
        for (o, option) in group.options.iter().enumerate() {
            if fits(group, option) {
                found.push((g, o));
            }
        }
    }
    found
}

/// Where an arrow leads in a list of `count`, round both ends.
pub fn walk(key: &str, active: Option<usize>, count: usize) -> Option<usize> {
    let last = count.checked_sub(1)?;
    match (key, active) {
        ("ArrowDown", None) => Some(0),
        ("ArrowDown", Some(at)) => Some(if at >= last { 0 } else { at + 1 }),
        ("ArrowUp", None | Some(0)) => Some(last),
        ("ArrowUp", Some(at)) => Some(at - 1),
        _ => active,
    }
}

/// The field and, while it is open, its list.
#[component]
pub fn Combobox(props: &Props) -> Html {
    let opened = use_state(|| None::<Opened>);
    // The text taken last stays in the field while it is refused.
    let last = use_mut_ref(String::new);
    let picker = &props.picker;
    let invalid = props.invalid || picker.problem.is_some();
    let on_pick = {
        let (last, on_pick) = (Rc::clone(&last), props.on_pick.clone());
        Callback::from(move |value: String| {
            last.borrow_mut().clone_from(&value);
            on_pick.emit(value);
        })
    };
    let now = (*opened).clone();
    let typed = now.as_ref().and_then(|now| now.typed.clone());
    let shown = matching(&picker.groups, typed.as_deref().unwrap_or_default());
    let at = |place: (usize, usize)| picker.groups.get(place.0)?.options.get(place.1);
    let active = now.as_ref().and_then(|now| now.active);
    let taken = active
        .and_then(|active| at(*shown.get(active)?))
        .map(|option| option.value.clone());

    let id_of = |(g, o): (usize, usize)| format!("{}-{g}-{o}", props.id);
    let list_id = [props.id, "-list"].concat();
    let current = match (&typed, now.is_some() && picker.free_text) {
        (Some(typed), _) => typed.clone(),
        (None, _) if picker.problem.is_some() && !last.borrow().is_empty() => last.borrow().clone(),
        (None, true) => picker.value.clone(),
        (None, false) => picker.text.clone(),
    };

    let onkeydown = {
        let (opened, on_pick, count) = (opened.clone(), on_pick.clone(), shown.len());
        let free = typed
            .clone()
            .filter(|typed| picker.free_text && !typed.trim().is_empty());
        let now = now.clone();
        Callback::from(move |event: KeyboardEvent| match event.key().as_str() {
            key @ ("ArrowDown" | "ArrowUp") => {
                event.prevent_default();
                let now = now.clone().unwrap_or_default();
                let active = walk(key, now.active, count);
                opened.set(Some(Opened { active, ..now }));
            }
            "Enter" if !event.ctrl_key() && !event.meta_key() => {
                if let Some(value) = taken.clone().or_else(|| free.clone()) {
                    on_pick.emit(value);
                }
                opened.set(None);
            }
            "Escape" if now.is_some() => {
                event.prevent_default();
                opened.set(None);
            }
            _ => {}
        })
    };
    let oninput = {
        let (opened, takes_first) = (opened.clone(), !picker.free_text);
        Callback::from(move |event: InputEvent| {
            let typed = event.target_unchecked_into::<HtmlInputElement>().value();
            opened.set(Some(Opened {
                typed: Some(typed),
                active: takes_first.then_some(0),
            }));
        })
    };
    let onclick = {
        let opened = opened.clone();
        Callback::from(move |event: MouseEvent| {
            if opened.is_none() {
                event.target_unchecked_into::<HtmlInputElement>().select();
                opened.set(Some(Opened::default()));
            }
        })
    };
    let onblur = {
        let (opened, on_pick, free_text) = (opened.clone(), on_pick.clone(), picker.free_text);
        Callback::from(move |_: FocusEvent| {
            let text = opened.as_ref().and_then(|now| now.typed.clone());
            if let Some(text) = text.filter(|text| free_text && !text.trim().is_empty()) {
                on_pick.emit(text);
            }
            opened.set(None);
        })
    };
    let size = current.chars().count().clamp(8, 34).to_string();
    html! {
        <div class={classes!("picker", invalid.then_some("picker--invalid"))}>
            <div class={classes!("picker__box", picker.spine.map(spine_class))}>
                if picker.spine.is_some() { <span class="spine" /> }
                <input class="picker__input" id={props.id} role="combobox" type="text" autocomplete="off"
                    autocapitalize="off" spellcheck="false" {size} aria-label={picker.label.clone()}
                    aria-autocomplete="list" aria-haspopup="listbox" aria-expanded={now.is_some().to_string()}
                    aria-controls={list_id.clone()} aria-invalid={invalid.then_some("true")}
                    aria-describedby={invalid.then(|| problem_id(props.id))}
                    aria-activedescendant={active.and_then(|active| shown.get(active)).map(|place| id_of(*place))}
                    value={current} {onkeydown} {oninput} {onclick} {onblur} />
                { small_icon("chevron") }
            </div>
            <div class="picker__list" role="listbox" id={list_id} aria-label={picker.label.clone()}
                hidden={now.is_none()}>
                if now.is_some() {
                    { for picker.groups.iter().enumerate().filter_map(|(g, group)| {
                        let options: Vec<Html> = shown.iter().enumerate()
                            .filter(|(_, place)| place.0 == g)
                            .filter_map(|(index, place)| Some((index, *place, at(*place)?)))
                            .map(|(index, place, option)| {
                                let chosen = option.value == picker.value;
                                draw(option, id_of(place), active == Some(index), chosen, &on_pick, &opened)
                            })
                            .collect();
                        let heading = format!("{}-g{g}", props.id);
                        (!options.is_empty()).then(|| html! {
                            <div role="group" aria-labelledby={heading.clone()}>
                                <div class="picker__heading" id={heading}>{ &group.label }</div>
                                { for options }
                            </div>
                        })
                    }) }
                    if shown.is_empty() {
                        <div class="picker__heading" role="option" aria-disabled="true" aria-selected="false">
                            { if picker.free_text { "Enter takes the text as it is." } else { "Nothing matches." } }
                        </div>
                    }
                }
            </div>
        </div>
    }
}

fn draw(
    option: &PickerOption,
    id: String,
    active: bool,
    chosen: bool,
    on_pick: &Callback<String>,
    opened: &UseStateHandle<Option<Opened>>,
) -> Html {
    let (opened, on_pick, value) = (opened.clone(), on_pick.clone(), option.value.clone());
    // A press would take the focus from the field, and losing it closes the list.
    let onmousedown = Callback::from(move |event: MouseEvent| {
        event.prevent_default();
        on_pick.emit(value.clone());
        opened.set(None);
    });
    html! {
        <div class={classes!("picker__option", active.then_some("picker__option--active"))} role="option" {id}
            aria-selected={chosen.to_string()} {onmousedown}>
            { &option.label }
            if let Some(detail) = &option.detail { <span class="picker__option-note">{ detail }</span> }
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn groups() -> Vec<PickerGroup> {
        let option = |value: &str, label: &str| PickerOption {
            value: value.into(),
            label: label.into(),
            detail: None,
        };
        vec![
            PickerGroup {
                label: "Nightjar 111122223333".into(),
                options: vec![
                    option("a", "CollectorApp/run-0412"),
                    option("b", "ops-lena"),
                ],
            },
            PickerGroup {
                label: "Acme Prod 444455556666".into(),
                options: vec![option("c", "VendorReadOnly")],
            },
        ]
    }

    fn check(typed: &str, expected: &[(usize, usize)]) {
        assert_eq!(matching(&groups(), typed), expected, "{typed:?}");
    }

    #[test]
    fn every_word_must_be_found() {
        check("", &[(0, 0), (0, 1), (1, 0)]);
        check("RUN", &[(0, 0)]);
        check("nightjar lena", &[(0, 1)]);
        check("444455556666", &[(1, 0)]);
        check("lena acme", &[]);
    }

    #[test]
    fn arrows_go_round_the_list() {
        assert_eq!(walk("ArrowDown", None, 3), Some(0));
        assert_eq!(walk("ArrowDown", Some(2), 3), Some(0));
        assert_eq!(walk("ArrowUp", None, 3), Some(2));
        assert_eq!(walk("ArrowUp", Some(2), 3), Some(1));
        assert_eq!(walk("ArrowDown", None, 0), None);
    }
}
