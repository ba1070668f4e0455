//! Ends sessions of the member. This one ends by signing out.

use leptos::server;

use crate::error::AppError;

/// # Errors
/// [`AppError::NotFound`] for a session that isn't the member's, [`AppError::ReauthenticationRequired`].
#[server(endpoint = "sessions/end")]
pub async fn end_session(id: String) -> Result<(), AppError> {
    use super::queries;
    use crate::backend::{auth::as_member, redirect};
    as_member(async |member| queries::end(&member, &id).await).await?;
    redirect::go_to("/account?done=session-ended#sessions");
    Ok(())
}

/// Ends every session but the one that asks, and says how many those were.
///
/// # Errors
/// [`AppError::ReauthenticationRequired`].
#[server(endpoint = "sessions/end-others")]
pub async fn end_other_sessions() -> Result<u64, AppError> {
    use super::queries;
    use crate::backend::{auth::as_member, redirect};
    let ended = as_member(async |member| queries::end_others(&member).await).await?;
    redirect::go_to("/account?done=sessions-ended#sessions");
    Ok(ended)
}
