//! The handlers. [`crate::router`] sets their paths.

pub mod export;
pub mod health;
pub mod mailbox;
pub mod me;
pub mod pages;
pub mod recovery_codes;
pub mod static_files;
pub mod validation;
pub mod webhooks;
pub mod well_known;
