//! Which books are shown, and in which order.

use leptos::prelude::*;

use super::list_url::{Address, PATH};
use super::{
    model::{Counts, Status},
    page_model::{Sort, Wanted},
};
use crate::{
    i18n::t,
    list::filter_bar::{self, Part},
};

/// A link for each status, with the number of books behind it.
#[component]
pub fn Filter(address: Address, counts: Counts) -> impl IntoView {
    let part = |status: Option<Status>| Part {
        id: status.map_or("All", Status::as_str),
        name: status.map_or(t!(wishlist.status.all), Status::label),
        count: status.map_or(counts.all(), |status| counts.of(status)),
        href: address.of(status).href(),
        current: status == address.wanted.status,
    };
    let parts = [None].into_iter().chain(Status::ALL.map(Some)).map(part).collect();
    view! { <filter_bar::Filter label=t!(wishlist.finder.by_status) parts /> }
}

#[component]
pub fn Finder(wanted: Wanted) -> impl IntoView {
    let Wanted { status, search, sort } = wanted;
    let order = |one: Sort| {
        let name = match one {
            Sort::Newest => t!(wishlist.finder.newest),
            Sort::Title => t!(wishlist.finder.title),
            Sort::Author => t!(wishlist.finder.author),
        };
        (one.as_str(), name, one == sort)
    };
    view! {
        <filter_bar::Finder
            action=PATH
            kept=status.map(|status| ("status", status.as_str()))
            label=t!(wishlist.finder.search)
            placeholder=t!(wishlist.finder.fields)
            search
            orders=Sort::ALL.map(order).to_vec()
        />
    }
}
