//! The server functions of tasks. Each passes the gate, parses what it was given, and asks the database as the member.

use leptos::server;

use super::{
    model::Task,
    page_model::{Agenda, Deletion},
};
use crate::error::AppError;

/// One page of the member's tasks; `number` counts from 1. See [`crate::tasks::page_model::Wanted`] for the other three.
///
/// # Errors
/// [`AppError::SignedOut`], or [`AppError::Unavailable`] when the database doesn't answer. (Likewise everywhere below.)
#[server(endpoint = "tasks/list")]
pub async fn list_tasks(
    #[server(default)] show: String,
    #[server(default)] search: String,
    #[server(default)] sort: String,
    #[server(default)] number: u32,
) -> Result<Agenda, AppError> {
    use super::{page_model::Wanted, queries};
    use crate::backend::auth::as_member;
    as_member(async |member| queries::agenda(&member.db, &Wanted::parse(&show, &search, &sort), number).await).await
}

/// A task of the member, if it is there.
///
/// # Errors
/// As [`list_tasks`].
#[server(endpoint = "tasks/find")]
pub async fn find_task(id: String) -> Result<Option<Task>, AppError> {
    use super::queries;
    use crate::backend::auth::as_member;
    as_member(async |member| queries::find(&member.db, &id).await).await
}

/// `due` is a date such as `2026-12-24`, or nothing.
///
/// # Errors
/// [`AppError::Invalid`] for a name or a date that breaks the rules.
#[server(endpoint = "tasks/add")]
pub async fn add_task(name: String, #[server(default)] due: String) -> Result<Task, AppError> {
    use super::list_url::Address;
    use super::{
        model::{Name, parse_due},
        queries,
    };
    use crate::backend::{auth::as_member, redirect};
    let task = as_member(async |member| {
        let (name, due) = (Name::parse(&name)?, parse_due(&due)?);
        queries::insert(&member.db, &name, due.as_ref()).await
    })
    .await?;
    if Address::read(&redirect::query_before()).wanted.begins_with_the_newest() {
        redirect::back_without(&[queries::PASSING, &["page"]].concat());
    } else {
        // Whatever was shown, the newest of all is on the first page.
        redirect::go_to("/tasks");
    }
    Ok(task)
}

/// `seen` is the `updated_at` of what the person has before them; whoever doesn't say overwrites what is there.
///
/// # Errors
/// [`AppError::Invalid`] for a name or a date that breaks the rules, [`AppError::NotFound`] for a task that isn't the member's,
/// [`AppError::Stale`] for one that has changed since.
#[server(endpoint = "tasks/edit")]
pub async fn edit_task(
    id: String,
    name: String,
    #[server(default)] due: String,
    #[server(default)] seen: String,
) -> Result<Task, AppError> {
    use super::{
        model::{Name, parse_due},
        queries,
    };
    use crate::{
        backend::{auth::as_member, redirect},
        model::version::Version,
    };
    let task = as_member(async |member| {
        let (name, due) = (Name::parse(&name)?, parse_due(&due)?);
        queries::edit(&member.db, &id, &name, due.as_ref(), Version::parse(&seen).as_ref()).await
    })
    .await?;
    redirect::back_without(queries::PASSING);
    Ok(task)
}

/// # Errors
/// [`AppError::NotFound`] for a task that isn't the member's.
#[server(endpoint = "tasks/complete")]
pub async fn complete_task(id: String) -> Result<Task, AppError> {
    use super::queries;
    use crate::backend::{auth::as_member, redirect};
    let task = as_member(async |member| queries::complete(&member.db, &id).await).await?;
    redirect::back_without(queries::PASSING);
    Ok(task)
}

/// # Errors
/// [`AppError::NotFound`] for a task that isn't the member's.
#[server(endpoint = "tasks/reopen")]
pub async fn reopen_task(id: String) -> Result<Task, AppError> {
    use super::queries;
    use crate::backend::{auth::as_member, redirect};
    let task = as_member(async |member| queries::reopen(&member.db, &id).await).await?;
    redirect::back_without(queries::PASSING);
    Ok(task)
}

/// For an hour [`restore_tasks`] takes it back.
///
/// # Errors
/// [`AppError::NotFound`] for a task that isn't the member's.
#[server(endpoint = "tasks/delete")]
pub async fn delete_task(id: String) -> Result<(), AppError> {
    use super::queries;
    use crate::backend::{auth::as_member, redirect};
    as_member(async |member| queries::delete(&member.db, &id).await).await?;
    redirect::back_with("deleted", &id, queries::PASSING);
    Ok(())
}

/// Deletes every task that is done and says how many those were.
///
/// # Errors
/// As [`list_tasks`].
#[server(endpoint = "tasks/clear-completed")]
pub async fn clear_completed_tasks() -> Result<usize, AppError> {
    use super::queries;
    use crate::backend::{auth::as_member, redirect};
    let deleted = as_member(async |member| queries::clear_completed(&member.db).await).await?;
    match deleted.first() {
        Some(task) => redirect::back_with("deleted", &task.id.to_string(), queries::PASSING),
        None => redirect::back_without(queries::PASSING),
    }
    Ok(deleted.len())
}

/// What was deleted together with this task, if it can be put back.
///
/// # Errors
/// As [`list_tasks`].
#[server(endpoint = "tasks/find-deletion")]
pub async fn find_deletion(id: String) -> Result<Option<Deletion>, AppError> {
    use super::queries;
    use crate::backend::auth::as_member;
    as_member(async |member| queries::deletion(&member.db, &id).await).await
}

/// Puts back what was deleted together with this task: the tasks as they were.
///
/// # Errors
/// [`AppError::NotFound`] where that is more than an hour ago, or wasn't the member's.
#[server(endpoint = "tasks/restore")]
pub async fn restore_tasks(id: String) -> Result<Vec<Task>, AppError> {
    use super::queries;
    use crate::backend::{auth::as_member, redirect};
    let tasks = as_member(async |member| queries::restore(&member.db, &id).await).await?;
    redirect::back_without(queries::PASSING);
    Ok(tasks)
}
