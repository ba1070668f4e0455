//! What pages share: layout, fields, notices, posting a form. No business words.

pub mod about;
pub mod browser;
pub mod bundle;
pub mod ceremony;
pub mod ceremony_button;
pub mod code_form;
pub mod document;
pub mod door;
pub mod failure;
pub mod field;
pub mod icon;
pub mod language;
pub mod layout;
pub mod notice;
pub mod offline;
pub mod post;
pub mod refused;
pub mod theme;
pub mod time;
