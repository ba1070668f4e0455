//! A greeting, the counts, what is due, the latest tasks and the latest books.

use leptos::prelude::*;
use leptos_i18n::td;

use super::{
    api::{Overview, load_overview},
    banners::Banners,
    books::Books,
    tasks::{Due, Latest},
};
use crate::{
    i18n::{locale, t},
    current_member::CurrentMember,
    tasks,
    ui::{error_page::ErrorPage, page_meta::PageMeta},
};

/// See the module.
#[component]
pub fn DashboardPage(account: CurrentMember) -> impl IntoView {
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
                Err(error) => view! { <ErrorPage error /> }.into_any(),
            }
        })
    };
    view! {
        <PageMeta title=t!(dashboard.title) description=t!(dashboard.about) />
        <Suspense>{content}</Suspense>
    }
}

#[component]
fn Glance(name: String, overview: Overview) -> impl IntoView {
    let Overview { tasks: tasks::model::Overview { open, done, latest, due, today }, books } = overview;
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
