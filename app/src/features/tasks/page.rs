//! The page `/tasks`.

use leptos::prelude::*;

use super::{
    api::list_tasks,
    due_date::due_date,
    model::{Task, TaskName, TaskSort, TaskStatus},
};
use crate::{
    i18n::t,
    list::{
        element_ids::ROW_ACTIONS,
        page::list_page,
        page_data::ListPage,
        url::ListUrl,
        view::{ListTexts, ListView},
    },
    model::date::Date,
    ui::{
        field::{FormState, TextField},
        form::PostForm,
    },
};

#[component]
pub fn TasksPage() -> impl IntoView {
    list_page::<Task, _>(list_tasks)
}

impl ListView for Task {
    fn texts() -> ListTexts {
        ListTexts {
            title: t!(tasks.title),
            description: t!(tasks.description),
            lead: t!(tasks.lead),
            list: t!(tasks.title),
            add: t!(tasks.form.add),
            filter: t!(tasks.filters.label),
            search: t!(tasks.search.label),
            search_placeholder: t!(tasks.search.placeholder),
            empty: t!(tasks.empty.title),
            empty_hint: t!(tasks.empty.hint),
        }
    }

    fn filter_label(filter: TaskStatus) -> &'static str {
        match filter {
            TaskStatus::Open => t!(tasks.filters.open),
            TaskStatus::Done => t!(tasks.filters.done),
        }
    }

    fn sort_label(sort: TaskSort) -> &'static str {
        match sort {
            TaskSort::Newest => t!(list.sort.newest),
            TaskSort::Oldest => t!(list.sort.oldest),
            TaskSort::Name => t!(tasks.form.name),
            TaskSort::Due => t!(tasks.form.due),
        }
    }

    fn content(&self, today: &Date) -> AnyView {
        view! {
            {check_button(self)}
            <div class="what">
                <span class="name" dir="auto">
                    {self.name.to_string()}
                </span>
                " "
                {due_date(self, today)}
            </div>
        }
        .into_any()
    }

    fn fields(form: &FormState, row: Option<&Self>) -> AnyView {
        let name_label = if row.is_some() { t!(tasks.form.new_name) } else { t!(tasks.form.new) };
        let name = form.field("name", name_label, row.map_or("", |task| task.name.as_str()));
        let due_on = row.and_then(|task| task.due_on.as_ref()).map(Date::to_string);
        let due = form.field("due", t!(tasks.form.due), &due_on.unwrap_or_default());
        view! {
            <div class="field">
                <TextField
                    field=name
                    maxlength=TaskName::MAX
                    placeholder=t!(tasks.form.placeholder)
                    required=true
                />
            </div>
            <div class="field">
                <TextField field=due kind="date" />
            </div>
        }
        .into_any()
    }

    fn details(&self, today: &Date) -> AnyView {
        view! {
            <b dir="auto">{self.name.to_string()}</b>
            " "
            {due_date(self, today)}
        }
        .into_any()
    }

    fn is_done(&self) -> bool {
        self.done
    }

    fn edit_label(name: &str) -> String {
        t!(tasks.row.rename, name = name)
    }

    fn footer(page: &ListPage<Self>, url: &ListUrl<Self>) -> Option<AnyView> {
        let has_completed = url.search.is_empty() && page.count(Some(TaskStatus::Done)) > 0;
        let here = url.href();
        has_completed.then(|| {
            view! {
                <PostForm class="clear" action="/api/tasks/clear-completed" return_to=here>
                    <button class="button quiet">{t!(tasks.clear_completed)}</button>
                </PostForm>
            }
            .into_any()
        })
    }
}

/// The `data-next-…` attributes hold what the button becomes when it is pressed.
fn check_button(task: &Task) -> impl IntoView + use<> {
    let name = task.name.to_string();
    let complete = ("/api/tasks/complete", t!(tasks.row.complete, name = &name));
    let reopen = ("/api/tasks/reopen", t!(tasks.row.reopen, name = &name));
    let (action, next) = if task.done { (reopen, complete) } else { (complete, reopen) };
    view! {
        <button
            class="check"
            form=ROW_ACTIONS
            formaction=action.0
            name="id"
            value=task.id.to_string()
            aria-label=action.1
            data-next-formaction=next.0
            data-next-aria-label=next.1
        ></button>
    }
}
