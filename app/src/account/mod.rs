//! The account of the person who is signed in.

pub mod api;
pub mod confirm;
mod deletion;
mod done;
pub mod emails;
pub mod goodbye;
pub mod page;
pub mod passkeys;
mod profile;
pub mod recovery;
mod region;
mod sessions;
mod your_data;
