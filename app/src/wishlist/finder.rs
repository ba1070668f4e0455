//! Which books are shown, and in which order: links and a form that lead to another address.

use leptos::prelude::*;

use super::{address::Address, status_picker::count_id};
use crate::{
    domain::{
        book::{Counts, Status},
        shelf::{Sort, Wanted},
    },
    words::t,
};

/// A link for each status, with the number of books behind it.
#[component]
pub(super) fn Filter(address: Address, counts: Counts) -> impl IntoView {
    let link = |status: Option<Status>| {
        let id = count_id(status.map_or("All", Status::as_str));
        let name = status.map_or(t!(wishlist.status.all), Status::label);
        let count = status.map_or(counts.all(), |status| counts.of(status));
        let current = (status == address.wanted.status).then_some("true");
        view! {
            <li>
                <a href=address.of(status).href() aria-current=current>
                    {name}
                    " "
                    <span id=id>{count}</span>
                </a>
            </li>
        }
    };
    view! {
        <nav class="filter" aria-label=t!(wishlist.finder.by_status)>
            <ul>{link(None)} {Status::ALL.map(|status| link(Some(status))).collect_view()}</ul>
        </nav>
    }
}

/// The search and the order. Browsers must not fill it with what it held before: the address says what it holds.
#[component]
pub(super) fn Finder(wanted: Wanted) -> impl IntoView {
    let Wanted { status, search, sort } = wanted;
    let status = status.map(|status| view! { <input type="hidden" name="status" value=status.as_str() /> });
    let option = |one: Sort| {
        let name = match one {
            Sort::Newest => t!(wishlist.finder.newest),
            Sort::Title => t!(wishlist.finder.title),
            Sort::Author => t!(wishlist.finder.author),
        };
        view! {
            <option value=one.as_str() selected=one == sort>
                {name}
            </option>
        }
    };
    view! {
        <form class="finder" method="get" action="/wishlist" role="search" autocomplete="off">
            {status}
            <div class="field">
                <label for="search">{t!(wishlist.finder.search)}</label>
                <input
                    id="search"
                    type="search"
                    name="q"
                    value=search
                    maxlength=Wanted::LONGEST_SEARCH
                    placeholder=t!(wishlist.finder.fields)
                    dir="auto"
                />
            </div>
            <div class="field">
                <label for="sort">{t!(ui.finder.sort_by)}</label>
                <select id="sort" name="sort">
                    {Sort::ALL.map(option).collect_view()}
                </select>
            </div>
            <button class="button">{t!(ui.finder.search)}</button>
        </form>
    }
}
