//! The user that a page is rendered for.

use leptos::prelude::*;

use crate::{account::model::Account, error::AppError};

/// Loaded once per request and handed to the pages that need it. `None` is a guest.
pub type CurrentMember = Resource<Result<Option<Account>, AppError>>;

/// The signed-in user, or `None` for a guest.
///
/// # Errors
/// [`AppError::Unavailable`] if the session can't be looked up.
#[server(endpoint = "account/current")]
pub async fn load_current_member() -> Result<Option<Account>, AppError> {
    crate::backend::auth::current_account().await
}
