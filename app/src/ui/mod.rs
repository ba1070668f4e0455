//! What pages share: layout, fields, notices, posting a form. No business words.

pub mod about;
pub mod browser;
pub mod bundle;
pub mod ceremony;
pub mod ceremony_button;
pub mod clock;
pub mod code_form;
pub mod document;
pub mod door;
pub mod due;
pub mod failure;
pub mod field;
pub mod finder;
pub mod icon;
pub mod language;
pub mod layout;
pub mod notice;
pub mod offline;
pub mod pages;
pub mod post;
pub mod query;
pub mod refused;
pub mod theme;
pub mod time;
