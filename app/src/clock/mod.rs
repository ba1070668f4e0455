//! What the clock of this browser says, so that a page knows what is due today. The script that tells it is in
//! [`crate::ui::clock`].

pub mod api;
