//! The page `/tasks`: plain forms that work by themselves; [`super::board`] is what improves them.

use leptos::{either::Either, prelude::*};
use leptos_i18n::td;

use super::{
    add_form::AddForm,
    api::{find_deletion, find_task, list_tasks},
    filter_bar::{Filter, Finder},
    list_url::{Address, PATH},
    row::{Place, Row},
    undo_notice::Deleted,
};
use super::{
    model::Task,
    page_model::{Agenda, Deletion},
};
use crate::list::live::island::{BOARD, Board, LIST};
use crate::{
    error::{AppError, Refusal},
    i18n::{locale, t},
    list::{pagination::Pages, paging, query_string::Opener},
    ui::{error_page::ErrorPage, messages::Notice, page_meta::PageMeta},
};

/// See the module.
#[component]
pub fn TasksPage() -> impl IntoView {
    let address = StoredValue::new(Address::here());
    let agenda = Resource::new_blocking(|| (), move |()| nearest_page(address.get_value()));
    let opened = Resource::new_blocking(|| (), move |()| opened(address.get_value()));
    let deleted = Resource::new_blocking(|| (), move |()| deleted(address.get_value()));
    let content = move || {
        Suspend::new(async move {
            let (opened, deleted) = (opened.await, deleted.await);
            match agenda.await {
                Ok(agenda) => Either::Left(view! { <Tasks address=address.get_value() agenda opened deleted /> }),
                Err(error) => Either::Right(view! { <ErrorPage error /> }),
            }
        })
    };
    view! {
        <PageMeta title=t!(tasks.title) description=t!(tasks.about) />
        <Suspense>{content}</Suspense>
    }
}

/// The last page, where the one that was asked for is beyond it: its tasks may have been deleted.
async fn nearest_page(address: Address) -> Result<Agenda, AppError> {
    let ask = |number| {
        let wanted = address.wanted.clone();
        let show = wanted.show.map(|show| show.as_str().to_owned()).unwrap_or_default();
        list_tasks(show, wanted.search, wanted.sort.as_str().to_owned(), number)
    };
    let agenda = ask(address.number).await?;
    let last = paging::pages(agenda.total);
    if agenda.number > last { ask(last).await } else { Ok(agenda) }
}

/// Why the last edit was refused, where its form can say so.
fn refused_edit() -> Option<Refusal> {
    Refusal::of("tasks/edit").filter(|refusal| refusal.error.field().is_some() || refusal.error == AppError::Stale)
}

/// The task whose form is open: that of a refused edit, else the one that the address names.
async fn opened(address: Address) -> Option<Task> {
    let typed = refused_edit().map(|refusal| refusal.typed("id").to_owned()).filter(|id| !id.is_empty());
    match typed.or(address.rename) {
        Some(id) => find_task(id).await.ok().flatten(),
        None => None,
    }
}

async fn deleted(address: Address) -> Option<Deletion> {
    match address.deleted {
        Some(id) => find_deletion(id).await.ok().flatten(),
        None => None,
    }
}

#[component]
fn Tasks(address: Address, agenda: Agenda, opened: Option<Task>, deleted: Option<Deletion>) -> impl IntoView {
    let Agenda { mut tasks, counts, total, number, today } = agenda;
    let address = address.page(number);
    let (is_narrow, count) = (address.wanted.is_narrow(), paging::pages(total));
    let clears = address.wanted.search.is_empty() && counts.done > 0;
    let none = tasks.is_empty();
    let open = opened.as_ref().map(|task| task.id);
    // It may have changed so that it doesn't belong on this page any more; its form is shown all the same.
    tasks.splice(0..0, opened.filter(|opened| tasks.iter().all(|task| task.id != opened.id)));
    let place = Place { back: address.href(), today };
    let row = |task: Task| {
        let editing = open == Some(task.id);
        let refusal = refused_edit().filter(|_| editing);
        view! { <Row task editing refusal place=place.clone() /> }
    };
    let rows = tasks.into_iter().map(row).collect_view();
    let problem = ["edit", "complete", "reopen", "delete", "clear-completed", "restore"]
        .iter()
        .find_map(|verb| Refusal::of(&format!("tasks/{verb}")))
        .filter(|refusal| open.is_none() || refused_edit().is_none_or(|edit| edit != *refusal));
    let news = deleted.map(|deletion| view! { <Deleted deletion /> }.into_any());
    let finds = !none || is_narrow;
    let filter = finds.then(|| view! { <Filter address=address.clone() counts /> });
    let finder = finds.then(|| view! { <Finder wanted=address.wanted.clone() /> });
    let (here, fields) = (address.href(), address.fields());
    view! {
        <div class="page-head">
            <h1>{t!(tasks.title)}</h1>
            <p class="muted">{t!(tasks.lead)}</p>
        </div>
        <Board>
            <div id=BOARD data-here=here>
                <AddForm />
                <Notice problem=problem.map(|refusal| refusal.error.to_string()) news />
                <div id="filter">{filter}</div>
                <div id="finder">{finder}</div>
                <div role="list" id=LIST aria-label=t!(tasks.title) class="tasks">
                    {rows}
                </div>
                <Nothing is_narrow only_page=count == 1 />
                <Opener action=PATH fields />
                <div id="foot" class="list-foot">
                    <Pages
                        number
                        count
                        before=t!(tasks.previous)
                        after=t!(tasks.next)
                        href=move |number| address.page(number).href()
                    />
                    {clears.then(|| view! { <Clear /> })}
                </div>
                <Keys />
            </div>
        </Board>
    }
}

#[component]
fn Clear() -> impl IntoView {
    view! {
        <form class="clear" method="post" action="/api/tasks/clear-completed" data-focus="news">
            <button class="button quiet">{t!(tasks.clear)}</button>
        </form>
    }
}

/// Shown by the style sheet while the list before it has no rows.
#[component]
fn Nothing(is_narrow: bool, only_page: bool) -> impl IntoView {
    let (what, then) = match (is_narrow, only_page) {
        (true, _) => (t!(tasks.empty.no_match), t!(tasks.empty.try_others)),
        (false, true) => (t!(tasks.empty.none), t!(tasks.empty.write_down)),
        (false, false) => (t!(tasks.empty.page), ""),
    };
    view! {
        <p id="empty" class="empty">
            <b>{what}</b>
            " "
            {then}
            " "
            {(is_narrow || !only_page).then(|| view! { <a href=PATH>{t!(tasks.empty.show_all)}</a> })}
        </p>
    }
}

/// Shown by the style sheet where the keys work.
#[component]
fn Keys() -> impl IntoView {
    view! {
        <details class="keys">
            <summary class="button quiet">{t!(tasks.keys.title)}</summary>
            <p>{t!(tasks.keys.when)}</p>
            <ul>
                <li>{td!(locale(), tasks.keys.move_on, <kbd> = <kbd />)}</li>
                <li>{td!(locale(), tasks.keys.rename, <kbd> = <kbd />)}</li>
                <li>{td!(locale(), tasks.keys.delete, <kbd> = <kbd />)}</li>
            </ul>
        </details>
    }
}
