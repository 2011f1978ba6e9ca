//! The frame: skip links, landmarks, columns with their splitters, dialogs, and the narrow layout's tabs.

use std::rc::Rc;

use lab::Intent;
use lab::view::{Dialog, NarrowTab, PageView, Panel, Screen};
use yew::prelude::*;

use super::clock::clock;
use super::gallery::Gallery;
use super::notices::Notices;
use super::path::Path;
use super::policies::Policies;
use super::request::{Request, brief};
use super::saves::saves;
use super::share::share;
use super::shortcuts::shortcuts;
use super::steps::Steps;
use super::topbar::TopBar;
use super::wallet::Wallet;
use super::why::{Why, verdict};
use crate::dispatch::{Dispatch, use_dispatch};
use crate::interop::focus::{self, id};
use crate::interop::viewport::use_narrow;
use crate::widgets::icon::large_icon;
use crate::widgets::splitter::{Side, Splitter};
use crate::widgets::tabs::{Tab, tabs};
use crate::widgets::tree::Tree;

/// The whole page.
#[derive(Properties)]
pub struct Props {
    /// Everything it shows.
    pub page: Rc<PageView>,
}

/// The root makes a new page only when something changed.
impl PartialEq for Props {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.page, &other.page)
    }
}

/// What only the frame needs to know.
#[derive(Clone, Copy, Default, PartialEq)]
struct Frame {
    drawer_open: bool,
    editing_request: bool,
    left_folded: bool,
    right_folded: bool,
}

/// The frame and everything in it.
#[component]
pub fn Shell(props: &Props) -> Html {
    let dispatch = use_dispatch();
    let narrow = use_narrow();
    let frame = use_state(Frame::default);
    let asking = use_state(|| None::<String>);
    let page = &*props.page;
    let now = *frame;

    {
        let was = use_mut_ref(|| false);
        use_effect_with(now.editing_request, move |editing| {
            if *editing {
                focus::by_id(id::CALLER);
            } else if was.replace(*editing) {
                focus::by_id(id::EDIT_REQUEST);
            }
            was.replace(*editing);
        });
    }

    {
        let asking = asking.clone();
        use_effect_with(page.dialog, move |_| {
            if asking.is_some() {
                asking.set(None);
            }
        });
    }

    let on_drawer = change(&frame, |frame| frame.drawer_open = !frame.drawer_open);
    let class = classes!(
        "app",
        now.drawer_open.then_some("app--drawer-open"),
        now.editing_request.then_some("app--editing-request"),
    );
    let dialog = match page.dialog {
        None => Html::default(),
        Some(Dialog::Share) => page
            .share
            .as_ref()
            .map(|view| share(view, &dispatch))
            .unwrap_or_default(),
        Some(Dialog::Clock) => page
            .clock
            .as_ref()
            .map(|view| clock(view, &dispatch))
            .unwrap_or_default(),
        Some(Dialog::Saves) => {
            let rows = page.saves.as_ref().map_or(&[][..], |rows| rows.as_slice());
            saves(rows, &page.top.title, &asking, &dispatch)
        }
        Some(Dialog::Shortcuts) => shortcuts(&dispatch),
    };
    html! {
        <>
            <div {class} data-pane={pane_name(page.narrow_tab)} inert={page.dialog.is_some()}>
                if page.screen == Screen::Workspace { { skip_links() } }
                <TopBar view={page.top.clone()} screen={page.screen} drawer_open={now.drawer_open} {on_drawer} />
                <Notices view={page.notices.clone()} />
                if page.screen == Screen::Home {
                    if let Some(gallery) = &page.gallery { <Gallery view={gallery.clone()} /> }
                } else {
                    { workspace(page, narrow, &frame, &dispatch) }
                }
                <footer class="footer">
                    <span>{ "An independent simulation. Not affiliated with Amazon Web Services." }</span>
                </footer>
                if page.screen == Screen::Workspace { { tab_bar(page.narrow_tab, &dispatch) } }
            </div>
            { dialog }
        </>
    }
}

/// A callback that changes the frame.
fn change<E: 'static>(
    frame: &UseStateHandle<Frame>,
    how: impl Fn(&mut Frame) + 'static,
) -> Callback<E> {
    let frame = frame.clone();
    Callback::from(move |_: E| {
        let mut next = *frame;
        how(&mut next);
        frame.set(next);
    })
}

fn workspace(
    page: &PageView,
    narrow: bool,
    frame: &UseStateHandle<Frame>,
    dispatch: &Dispatch,
) -> Html {
    let now = **frame;
    let class = classes!(
        "shell",
        now.left_folded.then_some("shell--left-collapsed"),
        now.right_folded.then_some("shell--right-collapsed"),
    );
    let (left, right) = landmarks(narrow, page.narrow_tab);
    let close_drawer = change(frame, |frame| frame.drawer_open = false);
    let onkeydown = {
        let frame = frame.clone();
        Callback::from(move |event: KeyboardEvent| {
            if frame.drawer_open && event.key() == "Escape" {
                event.prevent_default();
                frame.set(Frame {
                    drawer_open: false,
                    ..*frame
                });
            }
        })
    };
    html! {
        <>
            <div {class}>
                <@{left} class="shell__left" id={id::ACCOUNTS} aria-label="Accounts" tabindex="-1" {onkeydown}>
                    if left == MAIN { { heading(page) } }
                    <section class="accounts" aria-labelledby="accounts-title">
                        <div class="pane-heading">
                            <h2 class="pane-heading__title" id="accounts-title">{ "Accounts and roles" }</h2>
                        </div>
                        <div class="accounts__scroll"><Tree view={page.tree.clone()} /></div>
                    </section>
                    <Wallet view={page.wallet.clone()} />
                </@>
                <Splitter side={Side::Left} controls={id::ACCOUNTS} label="Width of the accounts" start={17}
                    collapsed={now.left_folded}
                    on_collapse={change(frame, |frame| frame.left_folded = !frame.left_folded)} />
                <main class="shell__mid" id={id::MAIN} tabindex="-1">
                    { heading(page) }
                    if narrow {
                        { brief(&page.request, change(frame, |frame| frame.editing_request = true)) }
                    }
                    <Request view={page.request.clone()} on_done={change(frame, |frame| frame.editing_request = false)} />
                    if narrow {
                        <section class="verdict only-narrow" aria-label="Verdict">{ verdict(&page.why) }</section>
                    }
                    <Path path={page.path.clone()} steps={page.steps.clone()} why={page.why.clone()} form={page.path_form} />
                    <Steps view={page.steps.clone()} />
                </main>
                <Splitter side={Side::Right} controls={id::EXPLANATION} label="Width of the explanation" start={33}
                    collapsed={now.right_folded}
                    on_collapse={change(frame, |frame| frame.right_folded = !frame.right_folded)} />
                <@{right} class="shell__right" id={id::EXPLANATION} aria-label="Explanation" tabindex="-1">
                    if right == MAIN { { heading(page) } }
                    { panel(page, dispatch) }
                </@>
            </div>
            <div class="drawer-shade" onclick={close_drawer} />
        </>
    }
}

const MAIN: &str = "main";

/// On a phone one pane is all there is, so that pane is the main one.
fn landmarks(narrow: bool, tab: NarrowTab) -> (&'static str, &'static str) {
    match tab {
        NarrowTab::Accounts | NarrowTab::Wallet if narrow => (MAIN, "aside"),
        NarrowTab::Policies if narrow => ("nav", MAIN),
        _ => ("nav", "aside"),
    }
}

fn heading(page: &PageView) -> Html {
    html! { <h1 class="visually-hidden">{ &page.top.title }</h1> }
}

fn panel(page: &PageView, dispatch: &Dispatch) -> Html {
    let tab = |id, label, panel| Tab {
        id,
        label,
        selected: page.panel == panel,
        intent: Intent::SelectPanel(panel),
    };
    let row = vec![
        tab("why", "Why", Panel::Why),
        tab("policies", "Policies", Panel::Policies),
    ];
    html! {
        <>
            { tabs(dispatch, "Explanation", row) }
            if page.panel == Panel::Why {
                <div class="panel" role="tabpanel" id="panel-why" aria-labelledby="tab-why" tabindex="0">
                    <Why view={page.why.clone()} />
                </div>
            } else {
                <div class="panel panel--fixed" role="tabpanel" id="panel-policies" aria-labelledby="tab-policies"
                    tabindex="-1">
                    if let Some(policies) = &page.policies { <Policies view={policies.clone()} /> }
                </div>
            }
        </>
    }
}

/// The focus is moved by script: an address like `#request` would read as a link to a scenario.
fn skip_links() -> Html {
    let link = |label: &'static str, id: &'static str| {
        let onclick = Callback::from(move |_: MouseEvent| focus::by_id(id));
        html! { <button type="button" class="skip-links__link" {onclick}>{ label }</button> }
    };
    html! {
        <div class="skip-links">
            { link("Skip to the request", id::REQUEST) }
            { link("Skip to the steps", id::STEPS) }
            { link("Skip to the explanation", id::EXPLANATION) }
        </div>
    }
}

fn pane_name(tab: NarrowTab) -> &'static str {
    match tab {
        NarrowTab::Path => "path",
        NarrowTab::Policies => "policies",
        NarrowTab::Accounts => "accounts",
        NarrowTab::Wallet => "wallet",
    }
}

fn tab_bar(current: NarrowTab, dispatch: &Dispatch) -> Html {
    let tab = |label: &'static str, picture: &'static str, this: NarrowTab| {
        html! {
            <button type="button" class="tabbar__button" aria-current={(this == current).then_some("page")}
                onclick={dispatch.click(Intent::SelectNarrowTab(this))}>{ large_icon(picture) }{ label }</button>
        }
    };
    html! {
        <nav class="tabbar" aria-label="Views">
            { tab("Path", "graph", NarrowTab::Path) }
            { tab("Policies", "document", NarrowTab::Policies) }
            { tab("Accounts", "account", NarrowTab::Accounts) }
            { tab("Wallet", "key", NarrowTab::Wallet) }
        </nav>
    }
}
