//! When a task is due, in words.

use leptos::prelude::*;

use super::model::{Task, Urgency};
use crate::{
    i18n::{dates, t},
    model::date::Date,
};

/// Nothing for a task that is due at no day.
#[component]
pub fn Due<'a>(task: &'a Task, today: &'a Date) -> impl IntoView + use<> {
    let urgency = task.urgency(today);
    let (class, word) = match urgency {
        Urgency::Overdue => ("due overdue", t!(ui.due.overdue)),
        Urgency::Today => ("due today", t!(ui.due.today)),
        Urgency::None => ("due", t!(ui.due.due)),
    };
    task.due_on.as_ref().map(|due| {
        view! {
            <span class=class>
                {word} " "
                <time datetime=due.to_string()>{dates::format_date(due)}</time>
            </span>
        }
    })
}
