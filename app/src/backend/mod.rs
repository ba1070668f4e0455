//! What only the server has, and no feature owns. [`auth`] is the only way to user data.

pub mod auth;
pub mod cookies;
pub mod device_name;
pub mod redirect;
pub mod user_agent;

use identity::Identity;
use user_db::Supabase;

/// What the server hands to every page and server function, as context.
#[derive(Clone)]
pub struct Services {
    pub identity: Identity,
    pub supabase: Supabase,
}
