//! One book.

use leptos::{either::Either, prelude::*};

use super::edit_form::EditForm;
use super::model::{Book, Status};
use crate::{error::Refusal, i18n::t};

/// `refusal` says why its last edit was refused, if it was; `back` is where the list is without a form in it.
#[component]
pub fn Row(book: Book, editing: bool, refusal: Option<Refusal>, back: String) -> impl IntoView {
    let content = if editing {
        Either::Left(view! { <EditForm book refusal back /> })
    } else {
        Either::Right(view! { <Shown book /> })
    };
    view! { <li class="book">{content}</li> }
}

#[component]
fn Shown(book: Book) -> impl IntoView {
    let Book { id, title, author, status, .. } = book;
    let (id, title) = (id.to_string(), title.to_string());
    let author = author.map(|author| {
        view! {
            <span class="author" dir="auto">
                {author.to_string()}
            </span>
        }
    });
    let option = |one: Status| {
        view! {
            <option value=one.as_str() selected=one == status>
                {one.label()}
            </option>
        }
    };
    view! {
        <form method="post" action="/api/wishlist/set-status" autocomplete="off">
            <input type="hidden" name="id" value=id.clone() />
            <div class="what">
                <b dir="auto">{title.clone()}</b>
                {author}
            </div>
            <div class="tools">
                <select name="status" data-id=id.clone() data-status=status.as_str() aria-label=t!(wishlist.book.status_of, title = &title)>
                    {Status::ALL.map(option).collect_view()}
                </select>
                <button class="button save" aria-label=t!(wishlist.book.save_status, title = &title)>
                    {t!(wishlist.book.save)}
                </button>
                <button
                    class="tool edit"
                    form="opener"
                    name="edit"
                    value=id
                    aria-label=t!(wishlist.book.edit, title = &title)
                ></button>
                <button class="tool delete" formaction="/api/wishlist/remove" aria-label=t!(wishlist.book.remove, title = &title)></button>
            </div>
        </form>
    }
}
