//! The bar at the top: where one is, whether it is saved, undo and redo, the clock, the colours, and Share.

use std::rc::Rc;

use lab::Intent;
use lab::view::{Dialog, Screen, Theme, TopBarView};
use yew::prelude::*;

use crate::dispatch::{Dispatch, use_dispatch};
use crate::widgets::icon::icon;
use crate::widgets::menu_button::{Item, MenuButton};

/// What the bar needs.
#[derive(Properties)]
pub struct Props {
    /// What it shows.
    pub view: Rc<TopBarView>,
    /// On the gallery only the logo and the colours make sense.
    pub screen: Screen,
    /// Whether the accounts are pulled out over the page.
    pub drawer_open: bool,
    /// Pulls them out or pushes them back.
    pub on_drawer: Callback<MouseEvent>,
}

impl PartialEq for Props {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.view, &other.view)
            && self.screen == other.screen
            && self.drawer_open == other.drawer_open
    }
}

/// The bar.
#[component]
pub fn TopBar(props: &Props) -> Html {
    let dispatch = use_dispatch();
    let top = &*props.view;
    let work = props.screen == Screen::Workspace;
    html! {
        <header class="topbar">
            if work {
                <button type="button" class="button button--quiet button--icon drawer-toggle" aria-label="Accounts"
                    aria-expanded={props.drawer_open.to_string()} onclick={props.on_drawer.clone()}>
                    { icon("menu") }
                </button>
            }
            <a class="topbar__logo" href="#/" aria-label="STS Playground, home" onclick={go_home(&dispatch)}>
                <svg class="topbar__logo-mark" aria-hidden="true"><use href="#logo" /></svg>
                <span class="topbar__logo-text">{ "STS Playground" }</span>
            </a>
            if work {
                <div class="topbar__rule" />
                <div class="topbar__title">
                    <MenuButton class="button button--quiet topbar__title-button" items={scenario_items(&dispatch)}>
                        <span class="topbar__title-text">{ &top.title }</span>
                        { icon("chevron") }
                    </MenuButton>
                </div>
                <span class="topbar__saved">{ &top.saved }</span>
            }
            <span class="grow" />
            if work {
                <div class="topbar__group only-wide">
                    { history("Undo", &top.undo, "undo", Intent::Undo, &dispatch) }
                    { history("Redo", &top.redo, "redo", Intent::Redo, &dispatch) }
                </div>
                <div class="topbar__rule" />
                <div class="topbar__group only-wide">
                    <button type="button" class="button button--quiet" aria-haspopup="dialog"
                        aria-label={["Clock, ", &top.clock].concat()}
                        onclick={dispatch.click(Intent::OpenDialog(Dialog::Clock))}>
                        { icon("clock") }<span class="topbar__clock-time">{ &top.clock }</span>
                    </button>
                </div>
            }
            <div class="topbar__group only-wide">{ theme_button(top.theme, &dispatch) }</div>
            if work {
                <div class="topbar__rule" />
                <button type="button" class="button button--primary only-wide" aria-haspopup="dialog"
                    onclick={dispatch.click(Intent::OpenDialog(Dialog::Share))}>{ icon("share") }{ "Share" }</button>
                <div class="topbar__group only-narrow">
                    <button type="button" class="button button--quiet button--icon" aria-label="Share"
                        aria-haspopup="dialog" onclick={dispatch.click(Intent::OpenDialog(Dialog::Share))}>
                        { icon("share") }
                    </button>
                    <MenuButton class="button button--quiet button--icon" label="More" items={narrow_items(top, &dispatch)}>
                        { icon("more") }
                    </MenuButton>
                </div>
            }
        </header>
    }
}

/// By intent as well as by address: the address may stand at home still, a moment after a scenario was opened.
fn go_home(dispatch: &Dispatch) -> Callback<MouseEvent> {
    let dispatch = dispatch.clone();
    Callback::from(move |event: MouseEvent| {
        if !(event.ctrl_key() || event.meta_key() || event.shift_key()) {
            event.prevent_default();
            dispatch.send(Intent::GoHome);
        }
    })
}

fn item(
    label: impl Into<AttrValue>,
    note: Option<&'static str>,
    intent: Intent,
    dispatch: &Dispatch,
) -> Item {
    let dispatch = dispatch.clone();
    let on_choose = Callback::from(move |()| dispatch.send(intent.clone()));
    Item {
        label: label.into(),
        note,
        on_choose,
    }
}

fn scenario_items(dispatch: &Dispatch) -> Vec<Item> {
    vec![
        item("Scenarios", Some("G then H"), Intent::GoHome, dispatch),
        item(
            "Saved work",
            Some("Ctrl S"),
            Intent::OpenDialog(Dialog::Saves),
            dispatch,
        ),
        item("Download as a file", None, Intent::Download, dispatch),
        item(
            "Keyboard shortcuts",
            Some("?"),
            Intent::OpenDialog(Dialog::Shortcuts),
            dispatch,
        ),
    ]
}

fn narrow_items(top: &TopBarView, dispatch: &Dispatch) -> Vec<Item> {
    let mut items = Vec::new();
    if let Some(what) = &top.undo {
        items.push(item(
            ["Undo: ", what].concat(),
            None,
            Intent::Undo,
            dispatch,
        ));
    }
    if let Some(what) = &top.redo {
        items.push(item(
            ["Redo: ", what].concat(),
            None,
            Intent::Redo,
            dispatch,
        ));
    }
    let (name, next) = theme_names(top.theme);
    items.push(item(
        ["Clock: ", &top.clock].concat(),
        None,
        Intent::OpenDialog(Dialog::Clock),
        dispatch,
    ));
    items.push(item(
        ["Colours: ", name].concat(),
        None,
        Intent::SetTheme(next),
        dispatch,
    ));
    items.push(item(
        "Saved work",
        None,
        Intent::OpenDialog(Dialog::Saves),
        dispatch,
    ));
    items
}

fn history(
    word: &'static str,
    what: &Option<String>,
    picture: &str,
    intent: Intent,
    dispatch: &Dispatch,
) -> Html {
    let label = match what {
        Some(what) => [word, ": ", what].concat(),
        None => [word, ": nothing to ", &word.to_ascii_lowercase()].concat(),
    };
    html! {
        <button type="button" class="button button--quiet button--icon" aria-label={label.clone()} title={label}
            aria-disabled={what.is_none().then_some("true")}
            onclick={what.is_some().then(|| dispatch.click(intent))}>{ icon(picture) }</button>
    }
}

fn theme_names(theme: Theme) -> (&'static str, Theme) {
    match theme {
        Theme::System => ("as the system", Theme::Light),
        Theme::Light => ("light", Theme::Dark),
        Theme::Dark => ("dark", Theme::System),
    }
}

fn theme_button(theme: Theme, dispatch: &Dispatch) -> Html {
    let (name, next) = theme_names(theme);
    let picture = match theme {
        Theme::System => "system",
        Theme::Light => "sun",
        Theme::Dark => "moon",
    };
    let label = ["Colours: ", name].concat();
    html! {
        <button type="button" class="button button--quiet button--icon" aria-label={label.clone()} title={label}
            onclick={dispatch.click(Intent::SetTheme(next))}>{ icon(picture) }</button>
    }
}
