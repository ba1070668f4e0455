//! The page `/wishlist`: plain forms that work by themselves; [`super::status_picker`] is what improves them.

use leptos::{either::Either, prelude::*};

use super::{
    add_form::AddForm,
    address::Address,
    api::list_books,
    finder::{Filter, Finder},
    row::Row,
    status_picker::StatusPicker,
};
use crate::{
    domain::shelf::Shelf,
    error::{AppError, Refusal},
    ui::{about::About, failure::Failure, refused::Refused},
    words::t,
};

const FORMS: &[&str] = &["wishlist/add", "wishlist/edit", "wishlist/set-status", "wishlist/remove"];

/// See the module.
#[component]
pub fn WishlistPage() -> impl IntoView {
    let address = StoredValue::new(Address::here());
    let shelf = Resource::new_blocking(|| (), move |()| nearest_page(address.get_value()));
    let content = move || {
        Suspend::new(async move {
            match shelf.await {
                Ok(shelf) => Either::Left(view! { <Wishlist address=address.get_value() shelf /> }),
                Err(error) => Either::Right(view! { <Failure error /> }),
            }
        })
    };
    view! {
        <About title=t!(wishlist.title) text=t!(wishlist.about) />
        <Suspense>{content}</Suspense>
    }
}

/// The last page, where the one that was asked for is beyond it: its books may have been removed.
async fn nearest_page(address: Address) -> Result<Shelf, AppError> {
    let list = |number| {
        let wanted = address.wanted.clone();
        let status = wanted.status.map(|status| status.to_string()).unwrap_or_default();
        list_books(status, wanted.search, wanted.sort.as_str().to_owned(), number)
    };
    let shelf = list(address.number).await?;
    if shelf.number > shelf.count() { list(shelf.count()).await } else { Ok(shelf) }
}

#[component]
fn Wishlist(address: Address, shelf: Shelf) -> impl IntoView {
    let count = shelf.count();
    let Shelf { books, counts, number, .. } = shelf;
    let edited = address.edit.clone();
    let address = address.page(number);
    let is_narrow = address.wanted.is_narrow();
    let refusal = Refusal::of("wishlist/edit").filter(|refusal| refusal.error.field().is_some());
    let back = address.href();
    let none = books.is_empty();
    let rows: Vec<_> = books
        .into_iter()
        .map(|book| {
            let id = book.id.to_string();
            let editing = edited.as_deref() == Some(&*id);
            let refusal = refusal.clone().filter(|refusal| is_about(refusal, &id, editing));
            let editing = editing || refusal.is_some();
            view! { <Row book editing refusal back=back.clone() /> }
        })
        .collect();
    view! {
        <div class="page-head">
            <h1>{t!(wishlist.title)}</h1>
            <p class="muted">{t!(wishlist.lead)}</p>
        </div>
        <Refused forms=FORMS />
        <AddForm />
        {(!none || is_narrow)
            .then(|| {
                view! {
                    <Filter address=address.clone() counts />
                    <Finder wanted=address.wanted.clone() />
                }
            })}
        <StatusPicker>
            <ul role="list" aria-label=t!(wishlist.books) class="books">
                {rows}
            </ul>
        </StatusPicker>
        {none.then(|| view! { <Nothing is_narrow /> })}
        <Opener address=address.clone() />
        <Pages address count />
    }
}

/// Where what was typed was too long to come back, the row that is open is the one.
fn is_about(refusal: &Refusal, id: &str, editing: bool) -> bool {
    match refusal.typed("id") {
        "" => editing,
        typed => typed == id,
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

/// The form behind the buttons that open a book for editing: they say which, it says where on the list.
#[component]
fn Opener(address: Address) -> impl IntoView {
    view! {
        <form id="opener" method="get" action="/wishlist">
            {address
                .fields()
                .into_iter()
                .map(|(name, value)| view! { <input type="hidden" name=name value=value /> })
                .collect_view()}
        </form>
    }
}

#[component]
fn Pages(address: Address, count: u32) -> impl IntoView {
    let number = address.number;
    let before = (number > 1).then(|| view! { <a href=address.page(number - 1).href()>{t!(wishlist.previous)}</a> });
    let after = (number < count).then(|| view! { <a href=address.page(number + 1).href()>{t!(wishlist.next)}</a> });
    (count > 1).then(|| {
        view! {
            <div class="list-foot">
                <nav class="pages" aria-label=t!(ui.pages.pages)>
                    {before}
                    <span class="muted">{t!(ui.pages.page_of, number = number, last = count)}</span>
                    {after}
                </nav>
            </div>
        }
    })
}
