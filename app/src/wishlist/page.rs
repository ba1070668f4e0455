//! The page `/wishlist`: plain forms that work by themselves; [`super::status_picker`] is what improves them.

use leptos::{either::Either, prelude::*};

use super::{
    add_form::AddForm,
    address::{Address, PATH},
    api::list_books,
    finder::{Filter, Finder},
    row::Row,
    status_picker::StatusPicker,
};
use crate::{
    domain::{list, shelf::Shelf},
    error::{AppError, Refusal},
    ui::{about::About, failure::Failure, notice::Notice, pages::Pages, query::Opener, refused::Refused},
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
        <About title="Wishlist" text="The books that you want to read, read now, and have read." />
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
    let last = list::pages(shelf.total);
    if shelf.number > last { ask(last).await } else { Ok(shelf) }
}

#[component]
fn Wishlist(address: Address, shelf: Shelf) -> impl IntoView {
    let Shelf { books, counts, number, total } = shelf;
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
            <h1>"Wishlist"</h1>
            <p class="muted">"Books to read, being read, and read"</p>
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
        <Notice />
        <StatusPicker>
            <ul role="list" aria-label="Books" class="books">
                {rows}
            </ul>
        </StatusPicker>
        {none.then(|| view! { <Nothing is_narrow /> })}
        <Opener action=PATH fields=address.fields() />
        <div class="list-foot">
            <Pages
                number
                count=list::pages(total)
                before="Previous books"
                after="Next books"
                href=move |number| address.page(number).href()
            />
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

#[component]
fn Nothing(is_narrow: bool) -> impl IntoView {
    if is_narrow {
        Either::Left(view! {
            <p class="empty">
                <b>"No book matches"</b>
                " Try other words or another status. "
                <a href="/wishlist">"Show all books"</a>
            </p>
        })
    } else {
        Either::Right(view! {
            <p class="empty">
                <b>"No books yet"</b>
                " Add the first one that you want to read."
            </p>
        })
    }
}
