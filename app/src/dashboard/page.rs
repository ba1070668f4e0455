//! A greeting, the counts, the latest tasks and the latest books.

use leptos::prelude::*;
use leptos_i18n::td;

use super::{
    api::{Overview, load_overview},
    banners::Banners,
    books::Books,
};
use crate::{
    domain::task::{self, Task},
    ui::{about::About, failure::Failure, layout::CurrentAccount},
    words::{locale, t},
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
        <About title=t!(dashboard.title) text=t!(dashboard.about) />
        <Suspense>{content}</Suspense>
    }
}

#[component]
fn Glance(name: String, overview: Overview) -> impl IntoView {
    let Overview { tasks: task::Overview { open, done, latest }, books } = overview;
    view! {
        <div class="page-head">
            <h1>{t!(dashboard.title)}</h1>
            <p class="muted">{td!(locale(), dashboard.greeting, name, <b> = <b />)}</p>
        </div>
        <ul class="counts">
            <Count number=open of=t!(dashboard.open) />
            <Count number=done of=t!(dashboard.done) />
        </ul>
        <div class="cards">
            <section class="card" aria-labelledby="latest">
                <h2 id="latest">{t!(dashboard.tasks.latest)}</h2>
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
        let state = if task.done { t!(dashboard.tasks.done) } else { t!(dashboard.tasks.open) };
        view! {
            <li class:done=task.done>
                <span class="name">{task.name.to_string()}</span>
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
