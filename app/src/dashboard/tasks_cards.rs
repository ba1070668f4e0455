//! The cards about tasks.

use leptos::prelude::*;

use super::summary_card::{CardTexts, summary_card};
use crate::{
    i18n::t,
    list::{page_data::Summary, view::ListView},
    model::date::Date,
    tasks::{
        due_date::due_date,
        model::{Task, TaskStatus},
    },
};

/// `None` if no task is due within a week.
pub fn due_card(tasks: &[Task], today: &Date) -> Option<impl IntoView + use<>> {
    let row = |task: &Task| {
        view! {
            <li>
                <span class="name" dir="auto">
                    {task.name.to_string()}
                </span>
                {due_date(task, today)}
            </li>
        }
    };
    let rows = tasks.iter().map(row).collect_view();
    (!tasks.is_empty()).then(|| {
        view! {
            <section class="card wide" aria-labelledby="due">
                <h2 id="due">{t!(dashboard.tasks.due)}</h2>
                <ul class="latest">{rows}</ul>
                <a href="/tasks?show=open&sort=due">{t!(dashboard.tasks.all_due)}</a>
            </section>
        }
    })
}

pub fn tasks_card(tasks: &Summary<Task>) -> impl IntoView + use<> {
    let texts = CardTexts {
        title: t!(dashboard.tasks.latest),
        all: t!(dashboard.tasks.all),
        empty: t!(dashboard.tasks.none),
        add_first: t!(dashboard.tasks.add_first),
    };
    summary_card(tasks, &texts, None, |task| {
        Task::filter_label(if task.done { TaskStatus::Done } else { TaskStatus::Open })
    })
}
