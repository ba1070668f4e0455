//! Routes that are neither pages nor server functions.

mod export;
mod health;
mod mailbox;
mod me;
mod not_found;
mod static_files;
mod validation;
mod webhooks;
mod well_known;
