//! Queries on `public.tasks`. Row level security decides whose rows they see: no query here names a user.

use serde::de::DeserializeOwned;
use serde_json::json;
use user_db::{Filter, Select, UserDb};

use super::{
    model::{Name, Overview, Task, TaskId},
    page_model::{Agenda, Counts, Deletion, Show, Sort, Wanted},
};
use crate::preferences::time_zone;
use crate::{
    error::AppError,
    list::paging,
    model::{date::Date, version::Version},
};

/// What the address of the page says once: a row that is open, what was deleted.
pub const PASSING: &[&str] = &["id", "rename", "deleted"];

const TABLE: &str = "tasks";
const NEWEST_FIRST: &str = "created_at.desc,id.desc";
const MOST_URGENT_FIRST: &str = "due_on.asc.nullslast,created_at.desc,id.desc";
const LATEST: u64 = 5;

/// One page. A number beyond the last page gives no tasks and the true total.
///
/// # Errors
/// [`AppError::Unavailable`] when the database doesn't answer. (Likewise everywhere below.)
pub async fn agenda(db: &UserDb, wanted: &Wanted, number: u32) -> Result<Agenda, AppError> {
    let number = number.max(1);
    let offset = u64::from(number - 1) * paging::PAGE;
    let tasks = found(db.select::<Task>(TABLE), wanted).columns(Task::COLUMNS).order(order(wanted.sort));
    let tasks = wanted.show.into_iter().fold(tasks, |tasks, show| tasks.eq("done", show == Show::Done));
    // The total answers for one kind, so that one more question is enough; both together take as long as one.
    let other = if wanted.show == Some(Show::Open) { Show::Done } else { Show::Open };
    let counted = found(db.select::<TaskId>(TABLE), wanted).columns("id").eq("done", other == Show::Done).range(0, 0);
    let (page, counted) = futures::try_join!(tasks.range(offset, paging::PAGE).page(), counted.page())?;
    let (total, other) = (page.total, counted.total);
    let counts = match wanted.show {
        None => Counts { open: other, done: total.saturating_sub(other) },
        Some(Show::Open) => Counts { open: total, done: other },
        Some(Show::Done) => Counts { open: other, done: total },
    };
    Ok(Agenda { tasks: page.rows, counts, total, number, today: time_zone::today() })
}

/// The task with this id, if it is there.
///
/// # Errors
/// See [`agenda`].
pub async fn find(db: &UserDb, id: &str) -> Result<Option<Task>, AppError> {
    let Some(id) = TaskId::parse(id) else { return Ok(None) };
    Ok(db.select::<Task>(TABLE).columns(Task::COLUMNS).eq("id", id).rows().await?.pop())
}

/// # Errors
/// See [`agenda`].
pub async fn insert(db: &UserDb, name: &Name, due: Option<&Date>) -> Result<Task, AppError> {
    Ok(db.insert(TABLE, &json!({ "name": name, "due_on": due })).await?)
}

/// Changes what the person has `seen`; without that, whatever is there.
///
/// # Errors
/// [`AppError::NotFound`] for an id that is not this person's, [`AppError::Stale`] where the task has changed since.
pub async fn edit(
    db: &UserDb,
    id: &str,
    name: &Name,
    due: Option<&Date>,
    seen: Option<&Version>,
) -> Result<Task, AppError> {
    let task = parsed(id)?;
    let change = db.update(TABLE, &json!({ "name": name, "due_on": due })).eq("id", task);
    let change = seen.into_iter().fold(change, |change, seen| change.eq("updated_at", seen));
    match change.one().await {
        Err(user_db::Error::NotFound) if seen.is_some() && find(db, id).await?.is_some() => Err(AppError::Stale),
        // All else has been parsed: that is no version.
        Err(user_db::Error::Invalid { .. }) => Err(AppError::BadRequest),
        answer => Ok(answer?),
    }
}

/// # Errors
/// [`AppError::NotFound`] for an id that is not this person's.
pub async fn complete(db: &UserDb, id: &str) -> Result<Task, AppError> {
    Ok(db.update(TABLE, &json!({ "done": true })).eq("id", parsed(id)?).one().await?)
}

/// # Errors
/// See [`complete`].
pub async fn reopen(db: &UserDb, id: &str) -> Result<Task, AppError> {
    Ok(db.update(TABLE, &json!({ "done": false })).eq("id", parsed(id)?).one().await?)
}

/// # Errors
/// See [`complete`].
pub async fn delete(db: &UserDb, id: &str) -> Result<(), AppError> {
    db.delete::<Task>(TABLE).eq("id", parsed(id)?).one().await?;
    Ok(())
}

/// Those that were deleted.
///
/// # Errors
/// See [`agenda`].
pub async fn clear_completed(db: &UserDb) -> Result<Vec<Task>, AppError> {
    Ok(db.delete(TABLE).eq("done", true).all().await?)
}

/// What was deleted with this task, if it can be put back.
///
/// # Errors
/// See [`agenda`].
pub async fn deletion(db: &UserDb, id: &str) -> Result<Option<Deletion>, AppError> {
    let Some(id) = TaskId::parse(id) else { return Ok(None) };
    Ok(db.select("deleted_tasks").columns(Deletion::COLUMNS).eq("id", id).rows().await?.pop())
}

/// Puts back what was deleted with this task.
///
/// # Errors
/// [`AppError::NotFound`] where that is too long ago, or not this person's.
pub async fn restore(db: &UserDb, id: &str) -> Result<Vec<Task>, AppError> {
    let restored: Vec<Task> = db.call("restore_tasks", &json!({ "task": parsed(id)? })).await?;
    if restored.is_empty() { Err(AppError::NotFound) } else { Ok(restored) }
}

/// All questions are asked at once; together they take as long as one.
///
/// # Errors
/// See [`agenda`].
pub async fn overview(db: &UserDb) -> Result<Overview, AppError> {
    let (today, week) = time_zone::week();
    let tasks = || db.select::<Task>(TABLE).columns(Task::COLUMNS);
    let latest = tasks().order(NEWEST_FIRST).range(0, LATEST).page();
    let due = tasks().eq("done", false).lte("due_on", week).order(MOST_URGENT_FIRST).range(0, LATEST).rows();
    let open = db.select::<TaskId>(TABLE).columns("id").eq("done", false).range(0, 0).page();
    let (latest, due, open) = futures::try_join!(latest, due, open)?;
    let done = latest.total.saturating_sub(open.total);
    Ok(Overview { open: open.total, done, latest: latest.rows, due, today })
}

/// Those that the search finds, open or done.
fn found<T: DeserializeOwned>(tasks: Select<T>, wanted: &Wanted) -> Select<T> {
    if wanted.search.is_empty() { tasks } else { tasks.contains("name", &wanted.search) }
}

fn order(sort: Sort) -> &'static str {
    match sort {
        Sort::Newest => NEWEST_FIRST,
        Sort::Oldest => "created_at.asc,id.asc",
        Sort::Name => "name.asc,id.asc",
        Sort::Due => MOST_URGENT_FIRST,
    }
}

fn parsed(id: &str) -> Result<TaskId, AppError> {
    TaskId::parse(id).ok_or(AppError::NotFound)
}
