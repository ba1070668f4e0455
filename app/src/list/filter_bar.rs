//! Links to the parts of the list, each with its number of rows.

use leptos::prelude::*;
use strum::VariantArray;

use super::{page_data::ListPage, url::ListUrl, view::ListView};
use crate::i18n::t;

pub fn filter_bar<R: ListView>(
    page: &ListPage<R>,
    url: &ListUrl<R>,
) -> Option<impl IntoView + use<R>> {
    let link = |filter: Option<R::Filter>| {
        let label = filter.map_or(t!(list.filter.all), R::filter_label);
        let current = (filter == url.filter).then_some("true");
        view! {
            <li>
                <a href=url.with_filter(filter).href() aria-current=current>
                    {label}
                    " "
                    <span>{page.count(filter)}</span>
                </a>
            </li>
        }
    };
    let filters = R::Filter::VARIANTS.iter().copied().map(Some);
    let links = [None].into_iter().chain(filters).map(link).collect_view();
    (!R::Filter::VARIANTS.is_empty()).then(|| {
        view! {
            <nav class="filter" aria-label=R::texts().filter>
                <ul>{links}</ul>
            </nav>
        }
    })
}
