//! The page `/dashboard`: a greeting, counts, what is due, and the latest rows of each list.

use leptos::{either::Either, prelude::*};
use leptos_i18n::td;

use super::{
    api::{DashboardData, load_dashboard},
    banners::Banners,
    books_card::books_card,
    tasks_cards::{due_card, tasks_card},
};
use crate::{
    current_member::CurrentMember,
    features::tasks::model::TaskStatus,
    i18n::{locale, t},
    ui::{error_page::ErrorPage, page_meta::PageMeta},
};

#[component]
pub fn DashboardPage(account: CurrentMember) -> impl IntoView {
    let data = Resource::new_blocking(|| (), |()| load_dashboard());
    let content = Suspend::new(async move {
        let account = account.await.ok().flatten();
        match data.await {
            Ok(data) => {
                let name = account.as_ref().map(|account| account.greeting().to_owned());
                Either::Left(view! {
                    {account.map(|account| view! { <Banners account /> })}
                    {content(name.unwrap_or_default(), data)}
                })
            }
            Err(error) => Either::Right(view! { <ErrorPage error /> }),
        }
    });
    view! {
        <PageMeta title=t!(dashboard.title) description=t!(dashboard.description) />
        <Suspense>{content}</Suspense>
    }
}

fn content(name: String, data: DashboardData) -> impl IntoView {
    let DashboardData { tasks, due, books, today } = data;
    view! {
        <div class="page-head">
            <h1>{t!(dashboard.title)}</h1>
            <p class="muted">{td!(locale(), dashboard.greeting, name, <b> = <b />)}</p>
        </div>
        <ul class="counts">
            {count_card(tasks.count(TaskStatus::Open), t!(dashboard.open))}
            {count_card(tasks.count(TaskStatus::Done), t!(dashboard.done))}
        </ul>
        <div class="cards">
            {due_card(&due, &today)}
            {tasks_card(&tasks)}
            {books_card(&books)}
        </div>
    }
}

fn count_card(number: u64, label: &'static str) -> impl IntoView {
    view! {
        <li class="card count">
            <b>{number}</b>
            " "
            <span>{label}</span>
        </li>
    }
}
