//! A section of a page, labelled by its heading.

use leptos::prelude::*;

use super::form_error::FormErrorMessage;

/// `forms` are the endpoints of the forms in it: their errors are shown below the heading.
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
