//! The form that adds a task.

use leptos::prelude::*;

use super::model::Name;
use crate::list::live::island::{ADD, FIELD};
use crate::{error::Refusal, i18n::t, model::validation::Field, ui::field::Said};

#[component]
pub fn AddForm() -> impl IntoView {
    let refusal = Refusal::of("tasks/add");
    let name = Said::of(refusal.as_ref(), Field::Name, "name", "");
    let due = Said::of(refusal.as_ref(), Field::Due, "due", "");
    view! {
        <form id=ADD class="add" method="post" action="/api/tasks/add" data-focus=FIELD>
            <div class="field">
                <label for=FIELD>{t!(tasks.add.name)}</label>
                <input
                    id=FIELD
                    name="name"
                    placeholder=t!(tasks.add.hint)
                    value=name.value
                    maxlength=Name::MAX
                    required
                    autocomplete="off"
                    dir="auto"
                    autofocus=name.problem.is_some()
                    aria-invalid=name.problem.is_some().then_some("true")
                    aria-describedby="new-task-problem"
                />
                <p id="new-task-problem" class="problem">
                    {name.problem}
                </p>
            </div>
            <div class="field">
                <label for="new-due">{t!(tasks.add.due)}</label>
                <input
                    id="new-due"
                    type="date"
                    name="due"
                    value=due.value
                    min="1000-01-01"
                    max="9999-12-31"
                    autofocus=due.problem.is_some()
                    aria-invalid=due.problem.is_some().then_some("true")
                    aria-describedby="new-due-problem"
                />
                <p id="new-due-problem" class="problem">
                    {due.problem}
                </p>
            </div>
            <button class="button primary">{t!(tasks.add.add)}</button>
        </form>
    }
}
