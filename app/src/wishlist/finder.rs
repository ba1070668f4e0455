//! Which books are shown, and in which order.

use leptos::prelude::*;

use super::address::{Address, PATH};
use crate::{
    domain::{
        book::{Counts, Status},
        shelf::{Sort, Wanted},
    },
    ui::finder::{self, Part},
};

/// A link for each status, with the number of books behind it.
#[component]
pub(super) fn Filter(address: Address, counts: Counts) -> impl IntoView {
    let part = |status: Option<Status>| Part {
        name: status.map_or("All", Status::as_str),
        count: status.map_or(counts.all(), |status| counts.of(status)),
        href: address.of(status).href(),
        current: status == address.wanted.status,
    };
    let parts = [None].into_iter().chain(Status::ALL.map(Some)).map(part).collect();
    view! { <finder::Filter label="Books by status" parts /> }
}

#[component]
pub(super) fn Finder(wanted: Wanted) -> impl IntoView {
    let Wanted { status, search, sort } = wanted;
    let order = |one: Sort| {
        let name = match one {
            Sort::Newest => "Newest first",
            Sort::Title => "Title",
            Sort::Author => "Author",
        };
        (one.as_str(), name, one == sort)
    };
    view! {
        <finder::Finder
            action=PATH
            kept=status.map(|status| ("status", status.as_str()))
            label="Search books"
            placeholder="In title or author"
            search
            orders=Sort::ALL.map(order).to_vec()
        />
    }
}
