//! Small parts without knowledge of accounts or policies; each file names the ARIA pattern it follows.

pub mod combobox;
pub mod copy_button;
pub mod dialog;
pub mod icon;
pub mod live_region;
pub mod mark;
pub mod menu_button;
pub mod one_line;
pub mod splitter;
pub mod tabs;
pub mod toolbar;
pub mod tree;
