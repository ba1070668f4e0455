//! How pages look in this browser. The forms that choose it are in [`crate::ui::theme`]: more than one page has them.

pub mod api;
