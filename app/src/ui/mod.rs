//! Components and browser helpers that know no feature.

pub mod auth_card;
pub mod browser;
pub mod bundle;
pub mod error_page;
pub mod fetch;
pub mod field;
pub mod form;
pub mod form_error;
pub mod hydration;
pub mod icon;
pub mod message_page;
pub mod messages;
pub mod offline;
pub mod page_meta;
pub mod pending_button;
pub mod region;
pub mod timestamp;
