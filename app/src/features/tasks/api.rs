//! The server functions of tasks.

use leptos::server;

use super::model::Task;
use crate::{error::AppError, list::server_functions};

server_functions! {
    Task(super::model::TaskDraft { name, due });
    list_tasks = "tasks/list",
    add_task = "tasks/add",
    edit_task = "tasks/edit",
    delete_task = "tasks/delete",
    restore_tasks = "tasks/restore",
}

/// Marks a task as done.
///
/// # Errors
/// [`AppError::NotFound`].
#[server(endpoint = "tasks/complete")]
pub async fn complete_task(id: String) -> Result<Task, AppError> {
    crate::list::server::actions::set(&id, || Ok(serde_json::json!({ "done": true }))).await
}

/// Marks a task as open.
///
/// # Errors
/// [`AppError::NotFound`].
#[server(endpoint = "tasks/reopen")]
pub async fn reopen_task(id: String) -> Result<Task, AppError> {
    crate::list::server::actions::set(&id, || Ok(serde_json::json!({ "done": false }))).await
}

/// Deletes all tasks that are done, and returns how many. They can be restored together.
///
/// # Errors
/// As [`list_tasks`].
#[server(endpoint = "tasks/clear-completed")]
pub async fn clear_completed_tasks() -> Result<u64, AppError> {
    use crate::{
        backend::{auth::as_member, redirect},
        list::{server::queries, url::TRANSIENT_PARAMS},
    };
    let deleted =
        as_member(async |member| queries::delete_all::<Task>(&member.db, "done", true).await)
            .await?;
    match &deleted {
        Some(batch) => {
            redirect::back_with("deleted", &batch.row_id.to_string(), TRANSIENT_PARAMS);
        }
        None => redirect::back_without(TRANSIENT_PARAMS),
    }
    Ok(deleted.map_or(0, |batch| batch.batch_size))
}
