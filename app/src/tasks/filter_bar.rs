//! Which tasks are shown, and in which order.

use leptos::prelude::*;

use super::list_url::{Address, PATH};
use super::page_model::{Counts, Show, Sort, Wanted};
use crate::{
    i18n::t,
    list::filter_bar::{self, Part},
};

/// A link for each kind, with the number of tasks behind it.
#[component]
pub fn Filter(address: Address, counts: Counts) -> impl IntoView {
    let part = |show: Option<Show>| Part {
        id: show.map_or("all", Show::as_str),
        name: match show {
            None => t!(tasks.finder.all),
            Some(Show::Open) => t!(tasks.finder.open),
            Some(Show::Done) => t!(tasks.finder.done),
        },
        count: counts.of(show),
        href: address.of(show).href(),
        current: show == address.wanted.show,
    };
    let parts = [None].into_iter().chain(Show::ALL.map(Some)).map(part).collect();
    view! { <filter_bar::Filter label=t!(tasks.finder.by_state) parts /> }
}

#[component]
pub fn Finder(wanted: Wanted) -> impl IntoView {
    let Wanted { show, search, sort } = wanted;
    let order = |one: Sort| {
        let name = match one {
            Sort::Newest => t!(tasks.finder.newest),
            Sort::Oldest => t!(tasks.finder.oldest),
            Sort::Name => t!(tasks.finder.name),
            Sort::Due => t!(tasks.finder.due),
        };
        (one.as_str(), name, one == sort)
    };
    view! {
        <filter_bar::Finder
            action=PATH
            kept=show.map(|show| ("show", show.as_str()))
            label=t!(tasks.finder.search)
            placeholder=t!(tasks.finder.fields)
            search
            orders=Sort::ALL.map(order).to_vec()
        />
    }
}
