//! The half of the pages that only the server has. [`gate`] is the way in: it knows who asks.

pub mod account;
pub mod books;
pub mod calendar;
pub mod ceremonies;
pub mod codes;
pub mod confirmation;
pub mod cookies;
pub mod devices;
pub mod emails;
pub mod export;
pub mod gate;
pub mod language;
pub mod moments;
pub mod passkeys;
pub mod recovery;
pub mod reply;
pub mod sessions;
pub mod tasks;
pub mod theme;

use identity::Identity;
use user_db::Supabase;

/// What the server hands to every page and server function, as context.
#[derive(Clone)]
pub struct Services {
    pub identity: Identity,
    pub supabase: Supabase,
}
