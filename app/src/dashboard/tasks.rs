//! The cards of the dashboard about tasks.

use leptos::prelude::*;

use crate::{
    i18n::t,
    model::date::Date,
    tasks::{due, model::Task},
};

/// What is overdue, due today or within a week; nothing where nothing is.
#[component]
pub fn Due(tasks: Vec<Task>, today: Date) -> impl IntoView {
    (!tasks.is_empty()).then(|| {
        let rows = tasks.into_iter().map(|task| {
            let due = view! { <due::Due task=&task today=&today /> };
            view! {
                <li>
                    <span class="name" dir="auto">
                        {task.name.to_string()}
                    </span>
                    {due}
                </li>
            }
        });
        view! {
            <section class="card wide" aria-labelledby="due">
                <h2 id="due">{t!(dashboard.tasks.due)}</h2>
                <ul class="latest">{rows.collect_view()}</ul>
                <a href="/tasks?show=open&sort=due">{t!(dashboard.tasks.all_due)}</a>
            </section>
        }
    })
}

#[component]
pub fn Latest(tasks: Vec<Task>) -> impl IntoView {
    view! {
        <section class="card" aria-labelledby="latest">
            <h2 id="latest">{t!(dashboard.tasks.latest)}</h2>
            {if tasks.is_empty() { view! { <Nothing /> }.into_any() } else { view! { <Rows tasks /> }.into_any() }}
        </section>
    }
}

#[component]
fn Rows(tasks: Vec<Task>) -> impl IntoView {
    let rows = tasks.into_iter().map(|task| {
        let state = if task.done { t!(dashboard.tasks.done) } else { t!(dashboard.tasks.open) };
        view! {
            <li class:done=task.done>
                <span class="name" dir="auto">
                    {task.name.to_string()}
                </span>
                <span class="badge">{state}</span>
            </li>
        }
    });
    view! {
        <ul class="latest">{rows.collect_view()}</ul>
        <a href="/tasks">{t!(dashboard.tasks.all)}</a>
    }
}

#[component]
fn Nothing() -> impl IntoView {
    view! {
        <p class="muted">{t!(dashboard.tasks.none)}</p>
        <a class="button primary" href="/tasks">
            {t!(dashboard.tasks.add_first)}
        </a>
    }
}
