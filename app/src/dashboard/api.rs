//! The server function of the dashboard.

use leptos::server;
use serde::{Deserialize, Serialize};

use crate::{
    error::AppError,
    features::{tasks::model::Task, wishlist::model::Book},
    list::page_data::Summary,
    model::date::Date,
};

/// What the dashboard shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DashboardData {
    pub tasks: Summary<Task>,
    /// The first few open tasks that are overdue or due within a week, the most urgent first.
    pub due: Vec<Task>,
    pub books: Summary<Book>,
    /// Today in the time zone of the member.
    pub today: Date,
}

/// Counts, latest rows and due tasks of the member, in one request to the database.
///
/// # Errors
/// [`AppError::SignedOut`], [`AppError::Unavailable`].
#[server(endpoint = "dashboard/load")]
pub async fn load_dashboard() -> Result<DashboardData, AppError> {
    use crate::{
        backend::{auth::as_member, current_date},
        features::tasks::queries::{add_due, read_due},
        list::server::queries::{add_summary, read_summary},
    };
    as_member(async |member| {
        let query = add_summary::<Task>(member.db.own_row("users"), "latest_tasks");
        let query = add_summary::<Book>(add_due(query), "latest_books");
        let found = query.send().await?;
        Ok(DashboardData {
            tasks: read_summary(&found, "latest_tasks")?,
            due: read_due(&found)?,
            books: read_summary(&found, "latest_books")?,
            today: current_date::today(),
        })
    })
    .await
}
