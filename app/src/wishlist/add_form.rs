//! The form that adds a book.

use leptos::prelude::*;

use super::model::{Author, Title};
use crate::{
    error::Refusal,
    i18n::t,
    model::validation::Field,
    ui::field::{Said, TextField},
};

#[component]
pub fn AddForm() -> impl IntoView {
    let refusal = Refusal::of("wishlist/add");
    let title = Said::of(refusal.as_ref(), Field::Title, "title", "");
    let author = Said::of(refusal.as_ref(), Field::Author, "author", "");
    view! {
        <form class="book-form card" method="post" action="/api/wishlist/add">
            <div class="field">
                <TextField id="title" name="title" label=t!(wishlist.form.title) said=title maxlength=Title::MAX required=true />
            </div>
            <div class="field">
                <TextField id="author" name="author" label=t!(wishlist.form.author) said=author maxlength=Author::MAX />
            </div>
            <button class="button primary">{t!(wishlist.form.add)}</button>
        </form>
    }
}
