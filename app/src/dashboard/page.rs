//! A greeting, the counts, the latest tasks and the latest books.

use leptos::prelude::*;

use super::{
    api::{Overview, load_overview},
    banners::Banners,
    books::Books,
};
use crate::{
    domain::task::{self, Task},
    ui::{about::About, failure::Failure, layout::CurrentAccount},
};

/// See the module.
#[component]
pub fn DashboardPage(account: CurrentAccount) -> impl IntoView {
    let overview = Resource::new_blocking(|| (), |()| load_overview());
    let content = move || {
        Suspend::new(async move {
            let account = account.await.ok().flatten();
            match overview.await {
                Ok(overview) => {
                    let name = account.as_ref().map(|account| account.greeting().to_owned()).unwrap_or_default();
                    view! {
                        {account.map(|account| view! { <Banners account /> })}
                        <Glance name overview />
                    }
                    .into_any()
                }
                Err(error) => view! { <Failure error /> }.into_any(),
            }
        })
    };
    view! {
        <About title="Dashboard" text="What is open, what is done, and what came last." />
        <Suspense>{content}</Suspense>
    }
}

#[component]
fn Glance(name: String, overview: Overview) -> impl IntoView {
    let Overview { tasks: task::Overview { open, done, latest }, books } = overview;
    view! {
        <div class="page-head">
            <h1>"Dashboard"</h1>
            <p class="muted">"Good to see you, " <b>{name}</b> "."</p>
        </div>
        <ul class="counts">
            <Count number=open of="open" />
            <Count number=done of="done" />
        </ul>
        <div class="cards">
            <section class="card" aria-labelledby="latest">
                <h2 id="latest">"Latest tasks"</h2>
                {if latest.is_empty() {
                    view! { <Nothing /> }.into_any()
                } else {
                    view! { <Latest tasks=latest /> }.into_any()
                }}
            </section>
            <Books overview=books />
        </div>
    }
}

#[component]
fn Count(number: u64, of: &'static str) -> impl IntoView {
    view! {
        <li class="card count">
            <b>{number}</b>
            " "
            <span>{of}</span>
        </li>
    }
}

#[component]
fn Latest(tasks: Vec<Task>) -> impl IntoView {
    let rows = tasks.into_iter().map(|task| {
        let state = if task.done { "Done" } else { "Open" };
        view! {
            <li class:done=task.done>
                <span class="name">{task.name.to_string()}</span>
                <span class="badge">{state}</span>
            </li>
        }
    });
    view! {
        <ul class="latest">{rows.collect_view()}</ul>
        <a href="/tasks">"All tasks"</a>
    }
}

#[component]
fn Nothing() -> impl IntoView {
    view! {
        <p class="muted">"Nothing to do yet. What is on your mind?"</p>
        <a class="button primary" href="/tasks">
            "Add your first task"
        </a>
    }
}
