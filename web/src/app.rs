//! The root: one message type, one place where the application changes, one place where effects run.

use std::rc::Rc;

use gloo::events::EventListener;
use lab::view::{PageView, Screen};
use lab::{Effect, FocusTarget, Intent, Lab, StartUp};
use web_sys::HtmlElement;
use yew::prelude::*;

use crate::dispatch::Dispatch;
use crate::effects;
use crate::interop::keyboard::{self, Situation};
use crate::interop::timer::Timers;
use crate::interop::{active, address, file_drop, focus, media, storage};
use crate::views::shell::Shell;
use crate::widgets::live_region::live_regions;

/// The application and what the browser keeps for it.
pub struct App {
    lab: Lab,
    page: Rc<PageView>,
    dispatch: Dispatch,
    timers: Timers,
    situation: Rc<Situation>,
    /// Effects of the start, which wait until the page stands.
    first: Vec<Effect>,
    /// Where the focus goes once the page has been drawn.
    focus: Option<FocusTarget>,
    /// What held the focus when the dialog was opened.
    opener: Option<HtmlElement>,
    said: Said,
    _listeners: Vec<EventListener>,
}

/// What reaches the root.
pub enum Message {
    /// Everything of the application.
    Ask(Intent),
    /// The start has something to say, for which a live region must first have stood empty.
    Speak,
}

/// What the live regions say.
#[derive(Default)]
struct Said {
    polite: String,
    urgent: String,
}

impl Component for App {
    type Message = Message;
    type Properties = ();

    fn create(ctx: &Context<Self>) -> Self {
        let dispatch = Dispatch::new(ctx.link().callback(Message::Ask));
        let mut lab = Lab::new();
        let first = lab.update(Intent::Start(StartUp {
            fragment: address::fragment(),
            stored: storage::read_all(),
            storage_works: storage::works(),
            may_autoplay: media::motion_welcome() && media::visible(),
        }));
        let page = Rc::new(lab.view());
        let situation = Rc::new(Situation::default());
        situation.unattended.set(true);
        let app = Self {
            lab,
            page,
            timers: Timers::default(),
            first,
            focus: None,
            opener: None,
            said: Said::default(),
            _listeners: listen(&situation, &dispatch),
            dispatch,
            situation,
        };
        app.tell_situation();
        app
    }

    fn update(&mut self, _: &Context<Self>, message: Message) -> bool {
        let Message::Ask(intent) = message else {
            return true;
        };
        if matches!(intent, Intent::OpenDialog(_)) && self.page.dialog.is_none() {
            self.opener = active();
        }
        let effects = self.lab.update(intent);
        let spoke = self.carry_out(effects);
        let next = keep_parts(&self.page, self.lab.view());
        let changed = next != *self.page;
        if next.screen != self.page.screen {
            // What was pressed is gone with its screen, and the focus would be gone with it.
            self.focus = self.focus.or(Some(FocusTarget::Main));
        }
        if changed {
            self.page = Rc::new(next);
            self.tell_situation();
        }
        changed || spoke || self.focus.is_some()
    }

    fn view(&self, _: &Context<Self>) -> Html {
        html! {
            <ContextProvider<Dispatch> context={self.dispatch.clone()}>
                <Shell page={self.page.clone()} />
                { live_regions(&self.said.polite, &self.said.urgent) }
            </ContextProvider<Dispatch>>
        }
    }

    fn rendered(&mut self, ctx: &Context<Self>, first_render: bool) {
        if first_render {
            let effects = std::mem::take(&mut self.first);
            if self.carry_out(effects) {
                ctx.link().send_message(Message::Speak);
            }
        }
        if let Some(target) = self.focus.take() {
            focus::move_to(target, self.opener.clone());
        }
        if let Some(pressed) = &*self.situation.pressed.borrow() {
            pressed.rescue_focus();
        }
    }
}

impl App {
    /// Runs effects; true when something new is to be said.
    fn carry_out(&mut self, effects: Vec<Effect>) -> bool {
        let left = effects::run(effects, &mut self.timers, &self.dispatch);
        self.focus = left.focus.or(self.focus);
        let Some((text, urgent)) = left.said else {
            return false;
        };
        let region = if urgent {
            &mut self.said.urgent
        } else {
            &mut self.said.polite
        };
        // A region whose text does not change stays silent, so a repeated sentence gets another ending.
        let ending = if *region == text { "\u{a0}" } else { "" };
        *region = text + ending;
        true
    }

    fn tell_situation(&self) {
        self.situation.dialog.set(self.page.dialog.is_some());
        self.situation.home.set(self.page.screen == Screen::Home);
    }
}

fn listen(situation: &Rc<Situation>, dispatch: &Dispatch) -> Vec<EventListener> {
    let mut listeners = keyboard::watch(situation, dispatch);
    listeners.extend(address::watch(dispatch));
    listeners.extend(storage::watch(dispatch));
    listeners.extend(media::watch_leaving(dispatch));
    listeners.extend(file_drop::watch(dispatch));
    listeners
}

/// Takes over the parts that did not change, so that the components that draw them are left alone.
fn keep_parts(old: &PageView, mut new: PageView) -> PageView {
    fn keep<T: PartialEq>(old: &Rc<T>, new: &mut Rc<T>) {
        if **old == **new {
            *new = Rc::clone(old);
        }
    }
    fn keep_some<T: PartialEq>(old: &Option<Rc<T>>, new: &mut Option<Rc<T>>) {
        if let (Some(old), Some(new)) = (old, new) {
            keep(old, new);
        }
    }
    keep(&old.top, &mut new.top);
    keep(&old.notices, &mut new.notices);
    keep(&old.tree, &mut new.tree);
    keep(&old.request, &mut new.request);
    keep(&old.path, &mut new.path);
    keep(&old.steps, &mut new.steps);
    keep(&old.why, &mut new.why);
    keep(&old.wallet, &mut new.wallet);
    keep_some(&old.policies, &mut new.policies);
    keep_some(&old.gallery, &mut new.gallery);
    keep_some(&old.share, &mut new.share);
    keep_some(&old.clock, &mut new.clock);
    keep_some(&old.saves, &mut new.saves);
    new
}
