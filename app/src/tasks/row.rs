//! One task.

use leptos::{either::Either, prelude::*};

use super::edit_form::EditForm;
use super::{due::Due, model::Task};
use crate::list::live::island::row_id;
use crate::{error::Refusal, i18n::t, model::date::Date};

/// Where the list is without a form in it, and what day it is there.
#[derive(Clone)]
pub struct Place {
    pub back: String,
    pub today: Date,
}

/// `refusal` says why its last edit was refused, if it was.
#[component]
pub fn Row(task: Task, editing: bool, refusal: Option<Refusal>, place: Place) -> impl IntoView {
    let class = if task.done { "task done" } else { "task" };
    let id = row_id(&task.id.to_string());
    let content = if editing {
        Either::Left(view! { <EditForm task refusal place /> })
    } else {
        Either::Right(view! { <Shown task today=place.today /> })
    };
    view! {
        <div role="listitem" id=id class=class>
            {content}
        </div>
    }
}

/// What `data-` says of the first button is what it becomes when it is pressed.
#[component]
fn Shown(task: Task, today: Date) -> impl IntoView {
    let (id, name) = (task.id.to_string(), task.name.to_string());
    let complete = ("/api/tasks/complete", t!(tasks.row.complete, name = &name));
    let reopen = ("/api/tasks/reopen", t!(tasks.row.reopen, name = &name));
    let (now, then) = if task.done { (reopen, complete) } else { (complete, reopen) };
    let due = view! { <Due task=&task today=&today /> };
    view! {
        <form method="post">
            <input type="hidden" name="id" value=id.clone() />
            <button
                id=format!("check-{id}")
                class="check"
                formaction=now.0
                aria-label=now.1
                data-formaction=then.0
                data-aria-label=then.1
            ></button>
            <div class="what">
                <span class="name" dir="auto">
                    {name.clone()}
                </span>
                " "
                {due}
            </div>
            <button
                id=format!("rename-{id}")
                class="tool rename"
                form="opener"
                name="rename"
                value=id.clone()
                aria-label=t!(tasks.row.rename, name = &name)
                aria-keyshortcuts="F2"
            ></button>
            <button
                id=format!("delete-{id}")
                class="tool delete"
                formaction="/api/tasks/delete"
                aria-label=t!(tasks.row.delete, name = &name)
                aria-keyshortcuts="Delete"
            ></button>
        </form>
    }
}
