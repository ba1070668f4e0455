//! The account page, with a folder for each of its sections.

pub mod api;
pub mod data;
pub mod deletion;
pub mod emails;
pub mod model;
pub mod page;
pub mod passkeys;
mod profile;
pub mod reauthentication;
pub mod recovery;
mod sessions;
mod success_message;
