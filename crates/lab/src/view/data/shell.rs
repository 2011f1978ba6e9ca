//! The page as a whole: outcomes, the top bar, notices, dialogs and tabs.

use super::{
    ClockView, GalleryView, PathView, PoliciesView, RequestView, SaveRow, ShareView, StepsView,
    TreeView, WalletView, WhyView,
};

/// A verdict or the state of one step; each has its own mark, words and path form, so colour is never needed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Filled circle with a check; the path continues.
    Allow,
    /// Ring with an open switch: nothing allowed it (implicit deny); the path has a gap.
    Gap,
    /// Octagon with a bar: a statement forbids it (explicit deny); the path is barred.
    Bar,
    /// Diamond with a cross: credentials or parameters were refused before any policy was read.
    Reject,
    /// Short dash: does not apply here; the path continues.
    Skip,
    /// Small hollow circle: not reached; the path is dotted.
    Unreached,
}

/// The icons of the sprite in `index.html`; the sprite's ids are `i-` and the name in lower case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "each name is the picture")]
pub enum Icon {
    Role,
    User,
    Account,
    Folder,
    Bucket,
    Resource,
    Policy,
    Key,
    Root,
    Service,
}

/// Which of the three account colours an account wears; they repeat after three.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the colours of the style sheet")]
pub enum Spine {
    A,
    B,
    C,
}

/// What the whole page shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Screen {
    /// The gallery, `#/`.
    Home,
    /// A scenario.
    Workspace,
}

/// The bar at the top.
#[derive(Clone, Debug, PartialEq)]
pub struct TopBarView {
    /// Title of the scenario; data of a stranger when it came by link, so only ever text.
    pub title: String,
    /// `Saved in this browser, 09:41`, or why not.
    pub saved: String,
    /// Whether undo would do something, and what.
    pub undo: Option<String>,
    /// Whether redo would do something, and what.
    pub redo: Option<String>,
    /// `2026-03-02 09:00:00Z`
    pub clock: String,
    /// The chosen theme.
    pub theme: Theme,
}

/// Colours: as the system says, or chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
#[allow(missing_docs, reason = "named for what they are")]
pub enum Theme {
    #[default]
    System,
    Light,
    Dark,
}

/// A line under the top bar that stays until it is dealt with.
#[derive(Clone, Debug, PartialEq)]
pub struct NoticeView {
    /// Which notice, for its key and style.
    pub kind: NoticeKind,
    /// Bold first words.
    pub title: String,
    /// The rest, one or two sentences.
    pub text: String,
    /// Ways out, first the recommended one.
    pub actions: Vec<NoticeAction>,
}

/// The kinds of notices.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoticeKind {
    /// A scenario that came by link, in its visiting slot.
    Visiting,
    /// A link that cannot be read.
    BrokenLink,
    /// Nothing can be saved here.
    Storage,
    /// Something of the document had to be left out or is refused.
    Document,
    /// Stored work that cannot be read; it stays until it is put away.
    Unreadable,
    /// Another tab edits the same scenario.
    OtherTab,
}

/// A button of a notice.
#[derive(Clone, Debug, PartialEq)]
pub struct NoticeAction {
    /// Its text.
    pub label: String,
    /// What it does.
    pub intent: crate::Intent,
}

/// An account with its colour.
#[derive(Clone, Debug, PartialEq)]
pub struct AccountTag {
    /// Its name.
    pub name: String,
    /// Its 12 digits.
    pub id: String,
    /// Its colour.
    pub spine: Spine,
}

/// A dialog that is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "named for what they are")]
pub enum Dialog {
    Share,
    Saves,
    Clock,
    Shortcuts,
}

/// The tabs of the right panel.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
#[allow(missing_docs, reason = "named for what they are")]
pub enum Panel {
    #[default]
    Why,
    Policies,
}

/// How the path is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
#[allow(missing_docs, reason = "named for what they are")]
pub enum PathForm {
    #[default]
    Diagram,
    List,
}

/// The tabs at the bottom of the narrow layout.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
#[allow(missing_docs, reason = "named for what they are")]
pub enum NarrowTab {
    #[default]
    Path,
    Policies,
    Accounts,
    Wallet,
}

/// Everything the page needs, made anew after each intent; parts that are equal are not drawn again.
#[derive(Clone, Debug, PartialEq)]
pub struct PageView {
    /// Home or a scenario.
    pub screen: Screen,
    /// The top bar.
    pub top: std::rc::Rc<TopBarView>,
    /// Notices.
    pub notices: std::rc::Rc<Vec<NoticeView>>,
    /// The tree.
    pub tree: std::rc::Rc<TreeView>,
    /// The request.
    pub request: std::rc::Rc<RequestView>,
    /// The path.
    pub path: std::rc::Rc<PathView>,
    /// Diagram or list.
    pub path_form: PathForm,
    /// The steps.
    pub steps: std::rc::Rc<StepsView>,
    /// Why.
    pub why: std::rc::Rc<WhyView>,
    /// Policies; computed only while the panel is open.
    pub policies: Option<std::rc::Rc<PoliciesView>>,
    /// The wallet.
    pub wallet: std::rc::Rc<WalletView>,
    /// The right tab.
    pub panel: Panel,
    /// The narrow layout's tab.
    pub narrow_tab: NarrowTab,
    /// Home; computed only while it is shown.
    pub gallery: Option<std::rc::Rc<GalleryView>>,
    /// The open dialog.
    pub dialog: Option<Dialog>,
    /// Share; computed only while it is open.
    pub share: Option<std::rc::Rc<ShareView>>,
    /// Clock; computed only while it is open.
    pub clock: Option<std::rc::Rc<ClockView>>,
    /// Saves; computed only while it is open or home is shown.
    pub saves: Option<std::rc::Rc<Vec<SaveRow>>>,
}
