//! What the dashboard asks the server.

use leptos::server;

use crate::{domain::task::Overview, error::AppError};

/// Counts and latest tasks of the member.
///
/// # Errors
/// [`AppError::SignedOut`], or [`AppError::Unavailable`] when the database doesn't answer.
#[server(endpoint = "dashboard/overview")]
pub async fn load_overview() -> Result<Overview, AppError> {
    use crate::backend::{gate::as_member, tasks};
    as_member(async |member| tasks::overview(&member.db).await).await
}
