//! The server functions of tasks. Each passes the gate, parses what it was given, and asks the database as the member.

use leptos::server;

use crate::{
    domain::task::{Task, TaskPage},
    error::AppError,
};

/// One page of the member's tasks, newest first; `number` counts from 1.
///
/// # Errors
/// [`AppError::SignedOut`], or [`AppError::Unavailable`] when the database doesn't answer. (Likewise everywhere below.)
#[server(endpoint = "tasks/list")]
pub async fn list_tasks(number: u32) -> Result<TaskPage, AppError> {
    use crate::backend::{gate::as_member, tasks};
    as_member(async |member| tasks::page(&member.db, number).await).await
}

/// # Errors
/// [`AppError::Invalid`] for a name that breaks the rules.
#[server(endpoint = "tasks/add")]
pub async fn add_task(name: String) -> Result<Task, AppError> {
    use crate::{
        backend::{gate::as_member, reply, tasks},
        domain::task::Name,
    };
    let task = as_member(async |member| tasks::insert(&member.db, &Name::parse(&name)?).await).await?;
    // The newest is on the first page, whichever it was added from.
    reply::back_without(&["id", "page", "rename"]);
    Ok(task)
}

/// # Errors
/// [`AppError::Invalid`] for a name that breaks the rules, [`AppError::NotFound`] for a task that isn't the member's.
#[server(endpoint = "tasks/rename")]
pub async fn rename_task(id: String, name: String) -> Result<Task, AppError> {
    use crate::{
        backend::{gate::as_member, reply, tasks},
        domain::task::Name,
    };
    let task = as_member(async |member| tasks::rename(&member.db, &id, &Name::parse(&name)?).await).await?;
    // The form of a row asks for the field by both.
    reply::back_without(&["id", "rename"]);
    Ok(task)
}

/// # Errors
/// [`AppError::NotFound`] for a task that isn't the member's.
#[server(endpoint = "tasks/complete")]
pub async fn complete_task(id: String) -> Result<Task, AppError> {
    use crate::backend::{gate::as_member, tasks};
    as_member(async |member| tasks::complete(&member.db, &id).await).await
}

/// # Errors
/// [`AppError::NotFound`] for a task that isn't the member's.
#[server(endpoint = "tasks/reopen")]
pub async fn reopen_task(id: String) -> Result<Task, AppError> {
    use crate::backend::{gate::as_member, tasks};
    as_member(async |member| tasks::reopen(&member.db, &id).await).await
}

/// # Errors
/// [`AppError::NotFound`] for a task that isn't the member's.
#[server(endpoint = "tasks/delete")]
pub async fn delete_task(id: String) -> Result<(), AppError> {
    use crate::backend::{gate::as_member, tasks};
    as_member(async |member| tasks::delete(&member.db, &id).await).await
}

/// Deletes every task that is done and says how many those were.
///
/// # Errors
/// As [`list_tasks`].
#[server(endpoint = "tasks/clear-completed")]
pub async fn clear_completed_tasks() -> Result<usize, AppError> {
    use crate::backend::{gate::as_member, tasks};
    as_member(async |member| tasks::clear_completed(&member.db).await).await
}
