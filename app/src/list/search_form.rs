//! Search and sort order: a form that leads to another URL of the list.

use leptos::prelude::*;
use strum::VariantArray;

use super::{
    live::SearchAsYouType,
    row::Choice,
    url::{ListUrl, MAX_SEARCH_LENGTH},
    view::ListView,
};
use crate::i18n::t;

/// The browser must not restore earlier values of the fields, because the URL determines them.
pub fn search_form<R: ListView>(url: &ListUrl<R>) -> impl IntoView + use<R> {
    let texts = R::texts();
    let filter = url.filter.map(|filter| {
        view! { <input type="hidden" name=R::FILTER_PARAM value=filter.code() /> }
    });
    let options = R::Sort::VARIANTS.iter().map(|sort| {
        view! {
            <option value=sort.code() selected=*sort == url.sort>
                {R::sort_label(*sort)}
            </option>
        }
    });
    let options = options.collect_view();
    let search = url.search.clone();
    view! {
        <form class="search-form" method="get" action=R::PATH role="search" autocomplete="off">
            {filter}
            <SearchAsYouType>
                <label for="search">{texts.search}</label>
                <input
                    id="search"
                    type="search"
                    name="q"
                    value=search
                    maxlength=MAX_SEARCH_LENGTH
                    placeholder=texts.search_placeholder
                    dir="auto"
                />
            </SearchAsYouType>
            <div class="field">
                <label for="sort">{t!(list.search.sort_by)}</label>
                <select id="sort" name="sort">
                    {options}
                </select>
            </div>
            <button class="button">{t!(list.search.search)}</button>
        </form>
    }
}
