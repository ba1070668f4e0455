//! The card about the wishlist.

use leptos::prelude::*;

use super::summary_card::{CardTexts, summary_card};
use crate::{
    i18n::t,
    list::{page_data::Summary, view::ListView},
    wishlist::model::{Book, ReadingStatus},
};

pub fn books_card(books: &Summary<Book>) -> impl IntoView + use<> {
    let texts = CardTexts {
        title: t!(dashboard.books.latest),
        all: t!(dashboard.books.all),
        empty: t!(dashboard.books.none),
        add_first: t!(dashboard.books.add_first),
    };
    let counted = t!(
        dashboard.books.counts,
        wishlist = books.count(ReadingStatus::Wishlist),
        reading = books.count(ReadingStatus::Reading),
        finished = books.count(ReadingStatus::Finished)
    );
    summary_card(books, &texts, Some(counted), |book| Book::filter_label(book.status))
}
