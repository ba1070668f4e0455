//! The error of a rejected form that belongs beside none of its fields.

use leptos::prelude::*;

use crate::error::FormError;

/// For forms that post to these server functions. It takes the focus, so that it is in view on a
/// long page and is read out.
#[component]
pub fn FormErrorMessage(endpoints: &'static [&'static str]) -> impl IntoView {
    let form = endpoints.iter().find_map(|endpoint| FormError::of(endpoint));
    form.filter(|form| form.error.field().is_none()).map(|form| {
        view! {
            <p role="alert" class="notice" tabindex="-1" autofocus>
                {form.error.to_string()}
            </p>
        }
    })
}
