//! The page `/tasks`: plain forms that work by themselves; [`super::board`] and [`super::row`] are what improves them.

use leptos::{either::Either, prelude::*};
use leptos_router::hooks::use_query_map;

use super::{
    api::list_tasks,
    board::{Board, Said},
    row::{Row, Slot},
};
use crate::{
    domain::task::TaskPage,
    error::{AppError, Refusal},
    ui::{about::About, failure::Failure},
};

/// See the module.
#[component]
pub fn TasksPage() -> impl IntoView {
    let query = use_query_map().get_untracked();
    let number = query.get("page").and_then(|number| number.parse().ok()).unwrap_or(1);
    let renamed = query.get("rename");
    let page = Resource::new_blocking(move || number, nearest_page);
    let content = move || {
        let renamed = renamed.clone();
        Suspend::new(async move {
            match page.await {
                Ok(page) => Either::Left(view! { <Tasks page renamed /> }),
                Err(error) => Either::Right(view! { <Failure error /> }),
            }
        })
    };
    view! {
        <About title="Tasks" text="What you want to get done, newest first." />
        <Suspense>{content}</Suspense>
    }
}

/// The last page, where the one that was asked for is beyond it: its tasks may have been deleted.
async fn nearest_page(number: u32) -> Result<TaskPage, AppError> {
    let page = list_tasks(number).await?;
    if page.number > page.count() { list_tasks(page.count()).await } else { Ok(page) }
}

#[component]
fn Tasks(page: TaskPage, renamed: Option<String>) -> impl IntoView {
    let (number, count) = (page.number, page.count());
    let rename = Refusal::of("tasks/rename");
    let elsewhere = ["complete", "reopen", "delete", "clear-completed"]
        .iter()
        .find_map(|verb| Refusal::of(&format!("tasks/{verb}")))
        .or_else(|| rename.clone().filter(|refusal| refusal.error.field().is_none()));
    let rows: Vec<_> = page
        .tasks
        .into_iter()
        .map(|task| {
            let id = task.id.to_string();
            let editing = renamed.as_deref() == Some(&*id);
            let refusal =
                rename.as_ref().filter(|refusal| refusal.error.field().is_some() && is_about(refusal, &id, editing));
            let name = task.name.to_string();
            let typed = refusal.map(|refusal| refusal.typed("name")).filter(|typed| !typed.is_empty());
            let draft = (editing || refusal.is_some()).then(|| typed.unwrap_or(&name).to_owned());
            let problem = refusal.map(|refusal| refusal.error.to_string());
            let row = Row { id, name, done: task.done, page: number.to_string(), draft, problem };
            view! { <Slot row /> }
        })
        .collect();
    let add = Refusal::of("tasks/add");
    provide_context(Said {
        typed: add.as_ref().map(|refusal| refusal.typed("name").to_owned()).unwrap_or_default(),
        problem: add.map(|refusal| refusal.error.to_string()),
        notice: elsewhere.map(|refusal| refusal.error.to_string()),
    });
    view! {
        <div class="page-head">
            <h1>"Tasks"</h1>
            <p class="muted">"Newest first"</p>
        </div>
        <Board>{rows}</Board>
        <Nothing only_page=count == 1 />
        <div class="list-foot">
            <Pages number count />
            <form method="post" action="/api/tasks/clear-completed">
                <button class="button quiet">"Clear completed"</button>
            </form>
        </div>
    }
}

/// Where what was typed was too long to come back, the row that is open is the one.
fn is_about(refusal: &Refusal, id: &str, editing: bool) -> bool {
    match refusal.typed("id") {
        "" => editing,
        typed => typed == id,
    }
}

/// Where the page of the list with this number is.
fn path(number: u32) -> String {
    if number == 1 { "/tasks".to_owned() } else { format!("/tasks?page={number}") }
}

/// Shown by the style sheet while the list before it has no rows.
#[component]
fn Nothing(only_page: bool) -> impl IntoView {
    if only_page {
        Either::Left(view! {
            <p class="empty">
                <b>"No tasks yet"</b>
                " Write down the first thing that comes to mind."
            </p>
        })
    } else {
        Either::Right(view! {
            <p class="empty">
                <b>"Nothing is left on this page"</b>
                <a href="/tasks">"Newest tasks"</a>
            </p>
        })
    }
}

#[component]
fn Pages(number: u32, count: u32) -> impl IntoView {
    let newer = (number > 1).then(|| {
        view! { <a href=path(number - 1)>"Newer tasks"</a> }
    });
    let older = (number < count).then(|| view! { <a href=path(number + 1)>"Older tasks"</a> });
    (count > 1).then(|| {
        view! {
            <nav class="pages" aria-label="Pages">
                {newer}
                <span class="muted">{format!("Page {number} of {count}")}</span>
                {older}
            </nav>
        }
    })
}
