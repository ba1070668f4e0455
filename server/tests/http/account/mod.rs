//! `/account` and the server functions of its sections.

mod deletion;
mod emails;
mod page;
mod passkeys;
mod profile;
mod reauthentication;
mod recovery;
mod sessions;
mod user_sync;
