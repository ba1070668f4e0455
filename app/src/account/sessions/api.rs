//! Server functions that end sessions of the member. The current session ends by signing out.

use leptos::server;

use crate::error::AppError;

/// Ends a session of the member.
///
/// # Errors
/// [`AppError::NotFound`], [`AppError::ReauthenticationRequired`].
#[server(endpoint = "sessions/end")]
pub async fn end_session(id: String) -> Result<(), AppError> {
    use crate::backend::{
        auth::{MemberContext, as_member},
        parse_id, redirect,
    };
    as_member(async |MemberContext { identity, user, .. }| {
        Ok(identity.sessions().end(&user, parse_id(&id)?).await?)
    })
    .await?;
    redirect::to("/account?done=session-ended#sessions");
    Ok(())
}

/// Ends every session but the current one. Returns how many.
///
/// # Errors
/// [`AppError::ReauthenticationRequired`].
#[server(endpoint = "sessions/end-others")]
pub async fn end_other_sessions() -> Result<u64, AppError> {
    use crate::backend::{
        auth::{MemberContext, as_member},
        redirect,
    };
    let ended = as_member(async |MemberContext { identity, user, .. }| {
        Ok(identity.sessions().end_others(&user).await?)
    })
    .await?;
    redirect::to("/account?done=sessions-ended#sessions");
    Ok(ended)
}
