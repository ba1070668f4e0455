//! A part of the page, with a heading that names it.

use leptos::prelude::*;

use super::form_error::FormErrorMessage;

/// `#id` leads to it; what `forms` (their server functions) were refused for is shown below its heading.
#[component]
pub fn Region(
    id: &'static str,
    title: &'static str,
    #[prop(optional)] forms: &'static [&'static str],
    children: Children,
) -> impl IntoView {
    let heading = format!("{id}-heading");
    view! {
        <section id=id class="card region" aria-labelledby=heading>
            <h2 id=heading.clone()>{title}</h2>
            <FormErrorMessage endpoints=forms />
            {children()}
        </section>
    }
}
