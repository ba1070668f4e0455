//! Queries on `public.tasks`. Row level security decides whose rows they see: no query here names a user.

use serde_json::json;
use user_db::UserDb;

use crate::{
    domain::task::{Name, Overview, Task, TaskId, TaskPage},
    error::AppError,
};

const TABLE: &str = "tasks";
const NEWEST_FIRST: &str = "created_at.desc,id.desc";
const LATEST: u64 = 5;

/// One page, newest first. A number beyond the last page gives no tasks and the true total.
///
/// # Errors
/// [`AppError::Unavailable`] when the database doesn't answer. (Likewise everywhere below.)
pub async fn page(db: &UserDb, number: u32) -> Result<TaskPage, AppError> {
    let number = number.max(1);
    let offset = u64::from(number - 1) * TaskPage::SIZE;
    let page = db
        .select::<Task>(TABLE)
        .columns(Task::COLUMNS)
        .order(NEWEST_FIRST)
        .range(offset, TaskPage::SIZE)
        .page()
        .await?;
    Ok(TaskPage { tasks: page.rows, total: page.total, number })
}

/// # Errors
/// See [`page`].
pub async fn insert(db: &UserDb, name: &Name) -> Result<Task, AppError> {
    Ok(db.insert(TABLE, &json!({ "name": name })).await?)
}

/// # Errors
/// [`AppError::NotFound`] for an id that is not this person's.
pub async fn rename(db: &UserDb, id: &str, name: &Name) -> Result<Task, AppError> {
    Ok(db.update(TABLE, &json!({ "name": name })).eq("id", parsed(id)?).one().await?)
}

/// # Errors
/// See [`rename`].
pub async fn complete(db: &UserDb, id: &str) -> Result<Task, AppError> {
    Ok(db.update(TABLE, &json!({ "done": true })).eq("id", parsed(id)?).one().await?)
}

/// # Errors
/// See [`rename`].
pub async fn reopen(db: &UserDb, id: &str) -> Result<Task, AppError> {
    Ok(db.update(TABLE, &json!({ "done": false })).eq("id", parsed(id)?).one().await?)
}

/// # Errors
/// See [`rename`].
pub async fn delete(db: &UserDb, id: &str) -> Result<(), AppError> {
    db.delete::<Task>(TABLE).eq("id", parsed(id)?).one().await?;
    Ok(())
}

/// How many were deleted.
///
/// # Errors
/// See [`page`].
pub async fn clear_completed(db: &UserDb) -> Result<usize, AppError> {
    Ok(db.delete::<Task>(TABLE).eq("done", true).all().await?.len())
}

/// Both questions are asked at once; together they take as long as one.
///
/// # Errors
/// See [`page`].
pub async fn overview(db: &UserDb) -> Result<Overview, AppError> {
    let latest = db.select::<Task>(TABLE).columns(Task::COLUMNS).order(NEWEST_FIRST).range(0, LATEST).page();
    let open = db.select::<TaskId>(TABLE).columns("id").eq("done", false).range(0, 0).page();
    let (latest, open) = futures::try_join!(latest, open)?;
    Ok(Overview { open: open.total, done: latest.total.saturating_sub(open.total), latest: latest.rows })
}

fn parsed(id: &str) -> Result<TaskId, AppError> {
    TaskId::parse(id).ok_or(AppError::NotFound)
}
