//! What pages share: layout, fields, notices, posting a form. No business words.

pub mod about;
pub mod browser;
pub mod ceremony;
pub mod ceremony_button;
pub mod clock;
pub mod code_form;
pub mod due;
pub mod failure;
pub mod field;
pub mod finder;
pub mod icon;
pub mod layout;
pub mod notice;
pub mod pages;
pub mod post;
pub mod query;
pub mod refused;
pub mod theme;
pub mod time;
