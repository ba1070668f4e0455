//! The way to the other pages of a list.

use leptos::prelude::*;

use crate::i18n::t;

/// `before` and `after` are what the links say; `href` is where a page is.
#[component]
pub fn Pages(
    number: u32,
    count: u32,
    before: &'static str,
    after: &'static str,
    href: impl Fn(u32) -> String + Send + 'static,
) -> impl IntoView {
    let before = (number > 1).then(|| view! { <a href=href(number - 1)>{before}</a> });
    let after = (number < count).then(|| view! { <a href=href(number + 1)>{after}</a> });
    (count > 1).then(|| {
        view! {
            <nav class="pages" aria-label=t!(ui.pagination.label)>
                {before}
                <span class="muted">{t!(ui.pagination.page_of, number = number, last = count)}</span>
                {after}
            </nav>
        }
    })
}
