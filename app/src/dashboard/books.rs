//! The card of the dashboard about books.

use leptos::prelude::*;

use crate::domain::book::{Book, Overview};

#[component]
pub(super) fn Books(overview: Overview) -> impl IntoView {
    let Overview { counts, latest } = overview;
    view! {
        <section class="card" aria-labelledby="latest-books">
            <h2 id="latest-books">"Latest books"</h2>
            {if latest.is_empty() {
                view! { <Nothing /> }.into_any()
            } else {
                let counted =
                    format!("{} on the wishlist, {} reading, {} finished", counts.wishlist, counts.reading, counts.finished);
                view! {
                    <p class="muted">{counted}</p>
                    <Latest books=latest />
                }
                .into_any()
            }}
        </section>
    }
}

#[component]
fn Latest(books: Vec<Book>) -> impl IntoView {
    let rows = books.into_iter().map(|book| {
        view! {
            <li>
                <span class="name" dir="auto">
                    {book.title.to_string()}
                </span>
                <span class="badge">{book.status.as_str()}</span>
            </li>
        }
    });
    view! {
        <ul class="latest">{rows.collect_view()}</ul>
        <a href="/wishlist">"All books"</a>
    }
}

#[component]
fn Nothing() -> impl IntoView {
    view! {
        <p class="muted">"No books yet. What would you like to read?"</p>
        <a class="button primary" href="/wishlist">
            "Add your first book"
        </a>
    }
}
