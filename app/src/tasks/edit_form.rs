//! The form in the row of a task that changes its name and its due date.

use leptos::prelude::*;

use super::row::Place;
use super::{
    due::Due,
    model::{Name, Task},
};
use crate::{
    error::{AppError, Refusal},
    i18n::t,
    model::validation::Field,
    ui::field::Said,
};

/// Where the task has changed since the person saw it, both versions are shown: theirs in the fields, and the one that is there.
#[component]
pub fn EditForm(task: Task, refusal: Option<Refusal>, place: Place) -> impl IntoView {
    let (id, old) = (task.id.to_string(), task.name.to_string());
    let is_stale = refusal.as_ref().is_some_and(|refusal| refusal.error == AppError::Stale);
    let due = task.due_on.as_ref().map(ToString::to_string).unwrap_or_default();
    let name = Said::of(refusal.as_ref(), Field::Name, "name", &old);
    let due = Said::of(refusal.as_ref(), Field::Due, "due", &due);
    let (name_problem, due_problem) = (format!("name-problem-{id}"), format!("due-problem-{id}"));
    let theirs = format!("theirs-{id}");
    let (save, keep) = if is_stale {
        let (mine, theirs) = (t!(ui.edit_conflict.save_mine), t!(ui.edit_conflict.keep_theirs));
        ((mine, mine.to_owned()), (theirs, theirs.to_owned()))
    } else {
        let (save, keep) = (t!(tasks.edit.save_what, name = &old), t!(tasks.edit.keep, name = &old));
        ((t!(tasks.edit.save), save), (t!(tasks.edit.cancel), keep))
    };
    let version = is_stale.then(|| {
        view! {
            <div id=theirs.clone() class="theirs">
                <p class="problem">{AppError::Stale.to_string()}</p>
                <p>
                    {t!(ui.edit_conflict.now)} " " <b dir="auto">{old.clone()}</b> " " <Due task=&task today=&place.today />
                </p>
            </div>
        }
    });
    view! {
        <form class="edit" method="post" action="/api/tasks/edit" data-focus=format!("rename-{id}")>
            <input type="hidden" name="id" value=id.clone() />
            <input type="hidden" name="seen" value=task.updated_at.to_string() />
            {version}
            <input
                id=format!("name-{id}")
                name="name"
                value=name.value
                maxlength=Name::MAX
                required
                autocomplete="off"
                dir="auto"
                autofocus=due.problem.is_none()
                aria-label=t!(tasks.edit.name, name = &old)
                aria-invalid=name.problem.is_some().then_some("true")
                aria-describedby=if is_stale { theirs } else { name_problem.clone() }
            />
            <input
                id=format!("due-{id}")
                type="date"
                name="due"
                value=due.value
                min="1000-01-01"
                max="9999-12-31"
                autofocus=due.problem.is_some()
                aria-label=t!(tasks.edit.due, name = &old)
                aria-invalid=due.problem.is_some().then_some("true")
                aria-describedby=due_problem.clone()
            />
            <button class="button primary" aria-label=save.1>
                {save.0}
            </button>
            <a class="button quiet cancel" href=place.back aria-label=keep.1>
                {keep.0}
            </a>
            <p id=name_problem class="problem">
                {name.problem}
            </p>
            <p id=due_problem class="problem">
                {due.problem}
            </p>
        </form>
    }
}
