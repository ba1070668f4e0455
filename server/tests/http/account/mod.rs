//! `/account` and the server functions of its sections.

mod emails;
mod passkeys;
mod profile_and_deletion;
mod reauthentication;
mod recovery;
mod sessions;
mod user_sync;
