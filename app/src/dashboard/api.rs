//! What the dashboard asks the server.

use leptos::server;
use serde::{Deserialize, Serialize};

use crate::{error::AppError, tasks, wishlist};

/// What there is, at a glance.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Overview {
    pub tasks: tasks::model::Overview,
    pub books: wishlist::model::Overview,
}

/// Counts, latest tasks and latest books of the member, all asked for at once.
///
/// # Errors
/// [`AppError::SignedOut`], or [`AppError::Unavailable`] when the database doesn't answer.
#[server(endpoint = "dashboard/overview")]
pub async fn load_overview() -> Result<Overview, AppError> {
    use crate::{backend::auth::as_member, tasks, wishlist};
    as_member(async |member| {
        let (tasks, books) =
            futures::try_join!(tasks::queries::overview(&member.db), wishlist::queries::overview(&member.db))?;
        Ok(Overview { tasks, books })
    })
    .await
}
