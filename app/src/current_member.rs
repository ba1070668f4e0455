//! The user that a page is rendered for.

use identity::MemberProfile;
use leptos::prelude::*;

use crate::error::AppError;

/// Loaded once per request and passed to the pages that need it. `None` is a guest.
pub type CurrentMember = Resource<Result<Option<MemberProfile>, AppError>>;

/// The signed-in user, or `None` for a guest.
///
/// # Errors
/// [`AppError::Unavailable`] if the session can't be looked up.
#[server(endpoint = "account/current")]
pub async fn load_current_member() -> Result<Option<MemberProfile>, AppError> {
    crate::backend::auth::current_member().await
}
