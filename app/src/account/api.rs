//! The server function of the account page.

use identity::AccountCredentials;
use leptos::server;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::error::AppError;

/// What the account page shows besides the member's profile.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountData {
    #[serde(flatten)]
    pub credentials: AccountCredentials,
    /// The session of the request.
    pub current_session: Uuid,
}

/// # Errors
/// [`AppError::SignedOut`], [`AppError::Unavailable`].
#[server(endpoint = "account/load")]
pub async fn load_account() -> Result<AccountData, AppError> {
    use crate::backend::auth::{MemberContext, as_member};
    as_member(async |MemberContext { identity, user, .. }| {
        let credentials = identity.accounts().credentials(&user).await?;
        Ok(AccountData { credentials, current_session: user.session_id })
    })
    .await
}
