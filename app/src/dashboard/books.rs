//! The card of the dashboard about books.

use leptos::prelude::*;

use crate::{
    i18n::t,
    wishlist::model::{Book, Counts, Overview},
};

#[component]
pub fn Books(overview: Overview) -> impl IntoView {
    let Overview { counts, latest } = overview;
    view! {
        <section class="card" aria-labelledby="latest-books">
            <h2 id="latest-books">{t!(dashboard.books.latest)}</h2>
            {if latest.is_empty() {
                view! { <Nothing /> }.into_any()
            } else {
                let Counts { wishlist, reading, finished } = counts;
                let counted = t!(dashboard.books.counted, wishlist, reading, finished);
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
                <span class="badge">{book.status.label()}</span>
            </li>
        }
    });
    view! {
        <ul class="latest">{rows.collect_view()}</ul>
        <a href="/wishlist">{t!(dashboard.books.all)}</a>
    }
}

#[component]
fn Nothing() -> impl IntoView {
    view! {
        <p class="muted">{t!(dashboard.books.none)}</p>
        <a class="button primary" href="/wishlist">
            {t!(dashboard.books.add_first)}
        </a>
    }
}
