//! The form in the row of a book that changes its title and its author.

use leptos::prelude::*;

use crate::{
    domain::{
        book::{Author, Book, Title},
        invalid::Field,
    },
    error::Refusal,
    ui::field::{Said, TextField},
    words::t,
};

/// Who doesn't want it after all goes `back`.
#[component]
pub(super) fn EditForm(book: Book, refusal: Option<Refusal>, back: String) -> impl IntoView {
    let (id, old) = (book.id.to_string(), book.title.to_string());
    let author = book.author.map(|author| author.to_string()).unwrap_or_default();
    let title = Said::of(refusal.as_ref(), Field::Title, "title", &old);
    let author = Said::of(refusal.as_ref(), Field::Author, "author", &author);
    let first = author.problem.is_none();
    view! {
        <form class="book-form" method="post" action="/api/wishlist/edit">
            <input type="hidden" name="id" value=id.clone() />
            <div class="field">
                <TextField
                    id=format!("title-{id}")
                    name="title"
                    label=t!(wishlist.form.title)
                    of=old.clone()
                    said=title
                    maxlength=Title::MAX
                    required=true
                    autofocus=first
                />
            </div>
            <div class="field">
                <TextField
                    id=format!("author-{id}")
                    name="author"
                    label=t!(wishlist.form.author)
                    of=old.clone()
                    said=author
                    maxlength=Author::MAX
                />
            </div>
            <div class="buttons">
                <button class="button primary" aria-label=t!(wishlist.book.save_what, title = &old)>
                    {t!(wishlist.book.save)}
                </button>
                <a class="button quiet" href=back aria-label=t!(wishlist.book.keep, title = &old)>
                    {t!(wishlist.book.cancel)}
                </a>
            </div>
        </form>
    }
}
