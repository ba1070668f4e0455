//! What of a list is shown, and in which order: links and a form that lead to another address.

use leptos::prelude::*;

use super::paging::LONGEST_SEARCH;
use crate::i18n::t;

/// A link to a part of a list.
pub struct Part {
    /// Its name in the address, whatever the language.
    pub id: &'static str,
    pub name: &'static str,
    /// How much is in it.
    pub count: u64,
    pub href: String,
    pub current: bool,
}

/// The element that says how much is in that part.
#[must_use]
pub fn count_id(part: &str) -> String {
    format!("count-{part}")
}

/// The parts of a list.
#[component]
pub fn Filter(label: &'static str, parts: Vec<Part>) -> impl IntoView {
    let links = parts.into_iter().map(|Part { id, name, count, href, current }| {
        view! {
            <li>
                <a href=href aria-current=current.then_some("true")>
                    {name}
                    " "
                    <span id=count_id(id)>{count}</span>
                </a>
            </li>
        }
    });
    view! {
        <nav class="filter" aria-label=label>
            <ul>{links.collect_view()}</ul>
        </nav>
    }
}

/// The search and the order; `kept` is what the address says besides. Browsers must not fill it with what it held before: the
/// address says what it holds.
#[component]
pub fn Finder(
    action: &'static str,
    kept: Option<(&'static str, &'static str)>,
    label: &'static str,
    placeholder: &'static str,
    search: String,
    /// Value, name, and whether it is the one.
    orders: Vec<(&'static str, &'static str, bool)>,
) -> impl IntoView {
    let kept = kept.map(|(name, value)| view! { <input type="hidden" name=name value=value /> });
    let options = orders.into_iter().map(|(value, name, selected)| {
        view! {
            <option value=value selected=selected>
                {name}
            </option>
        }
    });
    view! {
        <form class="finder" method="get" action=action role="search" autocomplete="off">
            {kept}
            <div class="field">
                <label for="search">{label}</label>
                <input
                    id="search"
                    type="search"
                    name="q"
                    value=search
                    maxlength=LONGEST_SEARCH
                    placeholder=placeholder
                    dir="auto"
                />
            </div>
            <div class="field">
                <label for="sort">{t!(ui.filters.sort_by)}</label>
                <select id="sort" name="sort">
                    {options.collect_view()}
                </select>
            </div>
            <button class="button">{t!(ui.filters.search)}</button>
        </form>
    }
}
