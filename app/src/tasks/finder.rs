//! Which tasks are shown, and in which order.

use leptos::prelude::*;

use super::address::{Address, PATH};
use crate::{
    domain::agenda::{Counts, Show, Sort, Wanted},
    ui::finder::{self, Part},
};

/// A link for each kind, with the number of tasks behind it.
#[component]
pub(super) fn Filter(address: Address, counts: Counts) -> impl IntoView {
    let part = |show: Option<Show>| Part {
        name: match show {
            None => "All",
            Some(Show::Open) => "Open",
            Some(Show::Done) => "Done",
        },
        count: counts.of(show),
        href: address.of(show).href(),
        current: show == address.wanted.show,
    };
    let parts = [None].into_iter().chain(Show::ALL.map(Some)).map(part).collect();
    view! { <finder::Filter label="Tasks by state" parts /> }
}

#[component]
pub(super) fn Finder(wanted: Wanted) -> impl IntoView {
    let Wanted { show, search, sort } = wanted;
    let order = |one: Sort| {
        let name = match one {
            Sort::Newest => "Newest first",
            Sort::Oldest => "Oldest first",
            Sort::Name => "Name",
            Sort::Due => "Due date",
        };
        (one.as_str(), name, one == sort)
    };
    view! {
        <finder::Finder
            action=PATH
            kept=show.map(|show| ("show", show.as_str()))
            label="Search tasks"
            placeholder="In the name"
            search
            orders=Sort::ALL.map(order).to_vec()
        />
    }
}
