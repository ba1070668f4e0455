//! The island that submits a list's forms without leaving the page.

pub mod island;
pub mod keyboard;
pub mod morph;
pub mod submission;
