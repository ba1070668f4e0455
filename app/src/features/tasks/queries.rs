//! What the dashboard asks about tasks, besides their summary.

use user_db::{Embedded, Filter, OwnRow};

use super::model::{Task, TaskSort};
use crate::{
    backend::current_date,
    error::AppError,
    list::row::{ListRow, Sort},
};

const DUE: &str = "due_tasks";
const MAX_DUE: u64 = 5;

/// Adds the open tasks that are due within a week, or overdue, to a query of the dashboard.
pub fn add_due(query: OwnRow) -> OwnRow {
    let in_a_week = current_date::in_a_week();
    query.rows(DUE, Task::TABLE, |tasks| {
        let tasks = tasks.columns(Task::COLUMNS).order(TaskSort::Due.order()).range(0, MAX_DUE);
        tasks.is("done", false).lte("due_on", in_a_week)
    })
}

/// Reads what [`add_due`] has asked for.
///
/// # Errors
/// [`AppError::Internal`] if the response has none.
pub fn read_due(found: &Embedded) -> Result<Vec<Task>, AppError> {
    Ok(found.rows(DUE)?)
}
