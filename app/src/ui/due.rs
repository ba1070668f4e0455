//! When a task is due, in words.

use leptos::prelude::*;

use crate::domain::{
    date::Date,
    task::{Task, Urgency},
};

/// Nothing for a task that is due at no day.
#[component]
pub fn Due<'a>(task: &'a Task, today: &'a Date) -> impl IntoView + use<> {
    let urgency = task.urgency(today);
    let (class, word) = match urgency {
        Urgency::Overdue => ("due overdue", "Overdue"),
        Urgency::Today => ("due today", "Due today"),
        Urgency::None => ("due", "Due"),
    };
    task.due_on.as_ref().map(|due| {
        view! {
            <span class=class>
                {word} " "
                <time datetime=due.to_string()>{due.human()}</time>
            </span>
        }
    })
}
