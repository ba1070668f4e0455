//! The account of the person who is signed in.

pub mod api;
mod deletion;
mod done;
pub mod emails;
pub mod goodbye;
pub mod page;
mod passkeys;
mod profile;
mod recovery;
mod region;
mod sessions;
mod your_data;
