//! The page `/wishlist`: plain forms that work by themselves; [`super::status_picker`] is what improves them.

use leptos::{either::Either, prelude::*};

use super::{
    add_form::AddForm,
    api::{find_book, list_books},
    filter_bar::{Filter, Finder},
    list_url::{Address, PATH},
    row::Row,
    status_picker::StatusPicker,
};
use super::{model::Book, page_model::Shelf};
use crate::{
    error::{AppError, Refusal},
    i18n::t,
    list::{pagination::Pages, paging, query_string::Opener},
    ui::{error_page::ErrorPage, form_error::Refused, messages::Notice, page_meta::PageMeta},
};

const FORMS: &[&str] = &["wishlist/add", "wishlist/edit", "wishlist/set-status", "wishlist/remove"];

/// See the module.
#[component]
pub fn WishlistPage() -> impl IntoView {
    let address = StoredValue::new(Address::here());
    let shelf = Resource::new_blocking(|| (), move |()| nearest_page(address.get_value()));
    let opened = Resource::new_blocking(|| (), move |()| opened(address.get_value()));
    let content = move || {
        Suspend::new(async move {
            let opened = opened.await;
            match shelf.await {
                Ok(shelf) => Either::Left(view! { <Wishlist address=address.get_value() shelf opened /> }),
                Err(error) => Either::Right(view! { <ErrorPage error /> }),
            }
        })
    };
    view! {
        <PageMeta title=t!(wishlist.title) description=t!(wishlist.about) />
        <Suspense>{content}</Suspense>
    }
}

/// The last page, where the one that was asked for is beyond it: its books may have been removed.
async fn nearest_page(address: Address) -> Result<Shelf, AppError> {
    let ask = |number| {
        let wanted = address.wanted.clone();
        let status = wanted.status.map(|status| status.to_string()).unwrap_or_default();
        list_books(status, wanted.search, wanted.sort.as_str().to_owned(), number)
    };
    let shelf = ask(address.number).await?;
    let last = paging::pages(shelf.total);
    if shelf.number > last { ask(last).await } else { Ok(shelf) }
}

/// Why the last edit was refused, where its form can say so.
fn refused_edit() -> Option<Refusal> {
    Refusal::of("wishlist/edit").filter(|refusal| refusal.error.field().is_some() || refusal.error == AppError::Stale)
}

/// The book whose form is open: that of a refused edit, else the one that the address names.
async fn opened(address: Address) -> Option<Book> {
    let typed = refused_edit().map(|refusal| refusal.typed("id").to_owned()).filter(|id| !id.is_empty());
    match typed.or(address.edit) {
        Some(id) => find_book(id).await.ok().flatten(),
        None => None,
    }
}

#[component]
fn Wishlist(address: Address, shelf: Shelf, opened: Option<Book>) -> impl IntoView {
    let Shelf { mut books, counts, number, total } = shelf;
    let address = address.page(number);
    let is_narrow = address.wanted.is_narrow();
    let back = address.href();
    let none = books.is_empty();
    let open = opened.as_ref().map(|book| book.id);
    // It may have changed so that it doesn't belong on this page any more; its form is shown all the same.
    books.splice(0..0, opened.filter(|opened| books.iter().all(|book| book.id != opened.id)));
    let rows: Vec<_> = books
        .into_iter()
        .map(|book| {
            let editing = open == Some(book.id);
            let refusal = refused_edit().filter(|_| editing);
            view! { <Row book editing refusal back=back.clone() /> }
        })
        .collect();
    let shown_in_row = refused_edit().is_some() && open.is_some();
    view! {
        <div class="page-head">
            <h1>{t!(wishlist.title)}</h1>
            <p class="muted">{t!(wishlist.lead)}</p>
        </div>
        {(!shown_in_row).then(|| view! { <Refused forms=FORMS /> })}
        <AddForm />
        {(!none || is_narrow)
            .then(|| {
                view! {
                    <Filter address=address.clone() counts />
                    <Finder wanted=address.wanted.clone() />
                }
            })}
        <Notice />
        <StatusPicker>
            <ul role="list" aria-label=t!(wishlist.books) class="books">
                {rows}
            </ul>
        </StatusPicker>
        {none.then(|| view! { <Nothing is_narrow /> })}
        <Opener action=PATH fields=address.fields() />
        <div class="list-foot">
            <Pages
                number
                count=paging::pages(total)
                before=t!(wishlist.previous)
                after=t!(wishlist.next)
                href=move |number| address.page(number).href()
            />
        </div>
    }
}

#[component]
fn Nothing(is_narrow: bool) -> impl IntoView {
    if is_narrow {
        Either::Left(view! {
            <p class="empty">
                <b>{t!(wishlist.no_match)}</b>
                " "
                {t!(wishlist.try_others)}
                " "
                <a href="/wishlist">{t!(wishlist.show_all)}</a>
            </p>
        })
    } else {
        Either::Right(view! {
            <p class="empty">
                <b>{t!(wishlist.none)}</b>
                " "
                {t!(wishlist.add_first)}
            </p>
        })
    }
}
