//! Server-only code that belongs to no feature.

pub mod auth;
pub mod cookies;
pub mod current_date;
mod errors;
pub mod redirect;

use identity::Identity;
use user_db::Supabase;
use uuid::Uuid;

use crate::error::AppError;

/// The services that the server provides as context to pages and server functions.
#[derive(Clone)]
pub struct Services {
    pub identity: Identity,
    pub supabase: Supabase,
}

/// Parses the id of a row.
///
/// # Errors
/// [`AppError::NotFound`] for anything but a UUID, as for an unknown one.
pub fn parse_id(raw: &str) -> Result<Uuid, AppError> {
    Uuid::try_parse(raw).map_err(|_| AppError::NotFound)
}
