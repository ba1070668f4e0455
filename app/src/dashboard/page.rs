//! A greeting, the counts, what is due, the latest tasks and the latest books.

use leptos::prelude::*;

use super::{
    api::{Overview, load_overview},
    banners::Banners,
    books::Books,
    tasks::{Due, Latest},
};
use crate::{
    domain::task,
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
        <About title="Dashboard" text="What is open, what is due, and what came last." />
        <Suspense>{content}</Suspense>
    }
}

#[component]
fn Glance(name: String, overview: Overview) -> impl IntoView {
    let Overview { tasks: task::Overview { open, done, latest, due, today }, books } = overview;
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
            <Due tasks=due today />
            <Latest tasks=latest />
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
