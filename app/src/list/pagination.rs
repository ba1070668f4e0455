//! Links to the previous and the next page.

use leptos::prelude::*;

use super::{page_data::ListPage, url::ListUrl, view::ListView};
use crate::i18n::t;

pub fn pagination<R: ListView>(
    page: &ListPage<R>,
    url: &ListUrl<R>,
) -> Option<impl IntoView + use<R>> {
    let (number, last) = (url.page, page.page_count(url.filter));
    let href = |number| url.with_page(number).href();
    let previous =
        (number > 1).then(|| view! { <a href=href(number - 1)>{t!(list.pagination.previous)}</a> });
    let next =
        (number < last).then(|| view! { <a href=href(number + 1)>{t!(list.pagination.next)}</a> });
    (last > 1).then(|| {
        view! {
            <nav class="pages" aria-label=t!(list.pagination.label)>
                {previous}
                <span class="muted">
                    {t!(list.pagination.page_of, number = number, last = last)}
                </span>
                {next}
            </nav>
        }
    })
}
