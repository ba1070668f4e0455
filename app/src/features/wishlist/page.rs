//! The page `/wishlist`.

use leptos::prelude::*;
use strum::VariantArray;

use super::{
    api::list_books,
    model::{Book, BookAuthor, BookSort, BookTitle, ReadingStatus},
};
use crate::{
    i18n::t,
    list::{
        page::list_page,
        row::Choice,
        view::{ListTexts, ListView},
    },
    model::date::Date,
    ui::{
        field::{FormState, TextField},
        form::PostForm,
    },
};

#[component]
pub fn WishlistPage() -> impl IntoView {
    list_page::<Book, _>(list_books)
}

impl ListView for Book {
    fn texts() -> ListTexts {
        ListTexts {
            title: t!(wishlist.title),
            description: t!(wishlist.description),
            lead: t!(wishlist.lead),
            list: t!(wishlist.books),
            add: t!(wishlist.form.add),
            filter: t!(wishlist.status.label),
            search: t!(wishlist.search.label),
            search_placeholder: t!(wishlist.search.placeholder),
            empty: t!(wishlist.empty.title),
            empty_hint: t!(wishlist.empty.hint),
        }
    }

    fn filter_label(status: ReadingStatus) -> &'static str {
        match status {
            ReadingStatus::Wishlist => t!(wishlist.status.wishlist),
            ReadingStatus::Reading => t!(wishlist.status.reading),
            ReadingStatus::Finished => t!(wishlist.status.finished),
        }
    }

    fn sort_label(sort: BookSort) -> &'static str {
        match sort {
            BookSort::Newest => t!(list.sort.newest),
            BookSort::Title => t!(wishlist.form.title),
            BookSort::Author => t!(wishlist.form.author),
        }
    }

    fn content(&self, _today: &Date) -> AnyView {
        let author = self.author.as_ref().map(|author| {
            view! {
                <span class="detail" dir="auto">
                    {author.to_string()}
                </span>
            }
        });
        view! {
            <div class="what">
                <b class="name" dir="auto">
                    {self.title.to_string()}
                </b>
                {author}
            </div>
            {status_form(self)}
        }
        .into_any()
    }

    fn fields(form: &FormState, row: Option<&Self>) -> AnyView {
        let author = row.and_then(|book| book.author.as_ref()).map_or("", BookAuthor::as_str);
        let title = row.map_or("", |book| book.title.as_str());
        let title = form.field("title", t!(wishlist.form.title), title);
        let author = form.field("author", t!(wishlist.form.author), author);
        view! {
            <div class="field">
                <TextField field=title maxlength=BookTitle::MAX required=true />
            </div>
            <div class="field">
                <TextField field=author maxlength=BookAuthor::MAX />
            </div>
        }
        .into_any()
    }

    fn details(&self, _today: &Date) -> AnyView {
        let author = self.author.as_ref().map(|author| {
            view! { " " {t!(wishlist.row.by)} " " <span dir="auto">{author.to_string()}</span> }
        });
        view! {
            <b dir="auto">{self.title.to_string()}</b>
            {author}
        }
        .into_any()
    }

    fn delete_label(title: &str) -> String {
        t!(wishlist.row.remove, title = title)
    }
}

/// With JavaScript the form is submitted as soon as another status is chosen.
fn status_form(book: &Book) -> impl IntoView + use<> {
    let (id, title) = (book.id.to_string(), book.title.to_string());
    let options = ReadingStatus::VARIANTS.iter().map(|status| {
        view! {
            <option value=status.code() selected=*status == book.status>
                {Book::filter_label(*status)}
            </option>
        }
    });
    let options = options.collect_view();
    view! {
        <PostForm class="row-form" action="/api/wishlist/set-status">
            <input type="hidden" name="id" value=id />
            <select
                name="status"
                autocomplete="off"
                data-auto-submit=""
                aria-label=t!(wishlist.row.status_of, title = &title)
            >
                {options}
            </select>
            <button class="button save" aria-label=t!(wishlist.row.save_status, title = &title)>
                {t!(list.edit.save)}
            </button>
        </PostForm>
    }
}
