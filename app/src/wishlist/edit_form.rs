//! The form in the row of a book that changes its title and its author.

use leptos::prelude::*;

use super::model::{Author, Book, Title};
use crate::{
    error::{AppError, Refusal},
    i18n::t,
    model::validation::Field,
    ui::field::{Said, TextField},
};

/// Who doesn't want it after all goes `back`. Where the book has changed since the person saw it, both versions are shown.
#[component]
pub fn EditForm(book: Book, refusal: Option<Refusal>, back: String) -> impl IntoView {
    let (id, old) = (book.id.to_string(), book.title.to_string());
    let is_stale = refusal.as_ref().is_some_and(|refusal| refusal.error == AppError::Stale);
    let author = book.author.map(|author| author.to_string()).unwrap_or_default();
    let now = author.clone();
    let title = Said::of(refusal.as_ref(), Field::Title, "title", &old);
    let author = Said::of(refusal.as_ref(), Field::Author, "author", &author);
    let first = author.problem.is_none();
    let (save, keep) = if is_stale {
        let (mine, theirs) = (t!(ui.edit_conflict.save_mine), t!(ui.edit_conflict.keep_theirs));
        ((mine, mine.to_owned()), (theirs, theirs.to_owned()))
    } else {
        let (save, keep) = (t!(wishlist.book.save_what, title = &old), t!(wishlist.book.keep, title = &old));
        ((t!(wishlist.book.save), save), (t!(wishlist.book.cancel), keep))
    };
    let version = is_stale.then(|| {
        let author = (!now.is_empty()).then(|| view! { " " {t!(wishlist.book.by)} " " <span dir="auto">{now}</span> });
        view! {
            <div class="theirs" role="alert">
                <p class="problem">{AppError::Stale.to_string()}</p>
                <p>{t!(ui.edit_conflict.now)} " " <b dir="auto">{old.clone()}</b> {author}</p>
            </div>
        }
    });
    view! {
        <form class="book-form" method="post" action="/api/wishlist/edit">
            <input type="hidden" name="id" value=id.clone() />
            <input type="hidden" name="seen" value=book.updated_at.to_string() />
            {version}
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
                <button class="button primary" aria-label=save.1>
                    {save.0}
                </button>
                <a class="button quiet" href=back aria-label=keep.1>
                    {keep.0}
                </a>
            </div>
        </form>
    }
}
