//! What pages ask about the account.

use leptos::server;

use crate::{domain::account::Account, error::AppError};

/// Who is signed in, or `None` for a guest. For the navigation of pages that both may see.
///
/// # Errors
/// [`AppError::Unavailable`] when the session can't be looked up.
#[server(endpoint = "account/current")]
pub async fn current_account() -> Result<Option<Account>, AppError> {
    use crate::backend::gate;
    gate::current_account().await
}
