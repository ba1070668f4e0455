//! The due date of a task, in words.

use leptos::prelude::*;

use super::model::{Task, Urgency};
use crate::{
    i18n::{dates, t},
    model::date::Date,
};

/// Nothing for a task without a due date.
pub fn due_date(task: &Task, today: &Date) -> Option<impl IntoView + use<>> {
    let (class, label) = match task.urgency(today) {
        Urgency::Overdue => ("detail overdue", t!(tasks.due.overdue)),
        Urgency::Today => ("detail today", t!(tasks.due.today)),
        Urgency::None => ("detail", t!(tasks.due.due)),
    };
    task.due_on.as_ref().map(|due| {
        view! {
            <span class=class>
                {label} " "
                <time datetime=due.to_string()>{dates::format_date(due)}</time>
            </span>
        }
    })
}
