//! The page of a list. Everything on it works without JavaScript; [`LiveList`] makes it faster.

use std::future::Future;

use leptos::{either::Either, prelude::*};
use leptos_i18n::td;

use super::{
    edit_form::{edit_error, is_shown_in_row},
    element_ids::{ADD_FORM, CONTAINER, LIST, OPEN_ROW, ROW_ACTIONS, SEARCH},
    filter_bar::filter_bar,
    live::LiveList,
    page_data::ListPage,
    pagination::pagination,
    row_item::{opened_row, row_item},
    search_form::search_form,
    undo_notice::undo_notice,
    url::ListUrl,
    view::ListView,
};
use crate::{
    error::{AppError, FormError},
    i18n::{locale, t},
    ui::{
        error_page::ErrorPage, field::FormState, form::PostForm, messages::Messages,
        page_meta::PageMeta,
    },
};

/// The page of the list whose server function is `load`.
pub fn list_page<R, F>(load: fn(String) -> F) -> impl IntoView
where
    R: ListView,
    F: Future<Output = Result<ListPage<R>, AppError>> + Send + 'static,
{
    let mut url = ListUrl::<R>::current();
    if let Some(error) = edit_error::<R>() {
        url.edit = Some(error.typed("id").to_owned());
    }
    let query = url.query();
    let page = Resource::new_blocking(|| (), move |()| load(query.clone()));
    let content = Suspend::new(async move {
        match page.await {
            Ok(page) => Either::Left(content(&page, &url.with_page(page.page))),
            Err(error) => Either::Right(view! { <ErrorPage error /> }),
        }
    });
    let texts = R::texts();
    view! {
        <PageMeta title=texts.title description=texts.description />
        <Suspense>{content}</Suspense>
    }
}

fn content<R: ListView>(page: &ListPage<R>, url: &ListUrl<R>) -> impl IntoView + use<R> {
    let texts = R::texts();
    let here = url.href();
    let is_empty = page.rows.is_empty();
    let searchable = !is_empty || url.is_narrowed();
    let filter = searchable.then(|| filter_bar(page, url));
    let search = search_form(url);
    let undo = page.deletion.as_ref().map(|deletion| undo_notice(deletion, &here).into_any());
    let (error, rows) = (page_error::<R>(page), rows(page, &here));
    let footer = R::footer(page, url);
    let params = url.params().into_iter().map(|(name, value)| {
        view! { <input type="hidden" name=name value=value /> }
    });
    let container = view! {
        <div
            id=CONTAINER
            data-list-url=here.clone()
            data-added=t!(list.announce.added)
            data-saved=t!(list.announce.saved)
        >
            {add_form::<R>(&here)}
            <Messages error status=undo />
            <div id="filter">{filter}</div>
            <div id=SEARCH hidden=!searchable>
                {search}
            </div>
            <ul role="list" id=LIST aria-label=texts.list class="list">
                {rows}
            </ul>
            {empty_state(page, url)}
            <PostForm id=ROW_ACTIONS return_to=here.clone()>""</PostForm>
            <form id=OPEN_ROW method="get" action=R::PATH>
                {params.collect_view()}
            </form>
            <div id="foot" class="list-foot">
                {pagination(page, url)}
                {footer}
            </div>
            {keyboard_help()}
        </div>
    };
    view! {
        <div class="page-head">
            <h1>{texts.title}</h1>
            <p class="muted">{texts.lead}</p>
        </div>
        <LiveList>{container}</LiveList>
    }
}

/// The rows of the page. The row that is open is shown even if it is on another page.
fn rows<R: ListView>(page: &ListPage<R>, here: &str) -> Vec<AnyView> {
    let opened = page.opened.as_ref();
    let is_opened = |row: &R| opened.is_some_and(|opened| opened.id() == row.id());
    let elsewhere = opened.filter(|_| !page.rows.iter().any(is_opened));
    let rows = elsewhere.into_iter().chain(&page.rows);
    rows.map(|row| {
        if is_opened(row) {
            opened_row(row, &page.today, here).into_any()
        } else {
            row_item(row, &page.today).into_any()
        }
    })
    .collect()
}

fn add_form<R: ListView>(here: &str) -> impl IntoView + use<R> {
    let endpoint = R::endpoint("add");
    let fields = R::fields(&FormState::of(&endpoint), None);
    view! {
        <PostForm id=ADD_FORM class="add-form" action=format!("/api/{endpoint}") return_to=here>
            {fields}
            <button class="button primary">{R::texts().add}</button>
        </PostForm>
    }
}

/// The error of the form that was posted, unless the form itself shows it.
fn page_error<R: ListView>(page: &ListPage<R>) -> Option<String> {
    let form = FormError::current()?;
    let is_beside_field = form.endpoint == R::endpoint("add") && form.error.field().is_some();
    let is_edit = page.opened.is_some() && edit_error::<R>().is_some();
    let is_in_row = is_edit && is_shown_in_row(&form.error);
    (!is_beside_field && !is_in_row).then(|| form.error.to_string())
}

/// Shown by the style sheet while the list before it has no rows.
fn empty_state<R: ListView>(page: &ListPage<R>, url: &ListUrl<R>) -> impl IntoView + use<R> {
    let texts = R::texts();
    let is_only_page = page.page_count(url.filter) == 1;
    let (title, hint) = match (url.is_narrowed(), is_only_page) {
        (true, _) => (t!(list.empty.no_match), t!(list.empty.try_others)),
        (false, true) => (texts.empty, texts.empty_hint),
        (false, false) => (t!(list.empty.page), ""),
    };
    let show_all = (url.is_narrowed() || !is_only_page)
        .then(|| view! { <a href=R::PATH>{t!(list.empty.show_all)}</a> });
    view! {
        <p id="empty" class="empty">
            <b>{title}</b>
            " "
            {hint}
            " "
            {show_all}
        </p>
    }
}

/// Shown by the style sheet where the keys work.
fn keyboard_help() -> impl IntoView {
    view! {
        <details class="keyboard-help">
            <summary class="button quiet">{t!(list.keyboard.title)}</summary>
            <p>{t!(list.keyboard.lead)}</p>
            <ul>
                <li>{td!(locale(), list.keyboard.move_focus, <kbd> = <kbd />)}</li>
                <li>{td!(locale(), list.keyboard.edit, <kbd> = <kbd />)}</li>
                <li>{td!(locale(), list.keyboard.delete, <kbd> = <kbd />)}</li>
            </ul>
        </details>
    }
}
