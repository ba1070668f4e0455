//! Why a plain form was refused, where that belongs beside none of its fields.

use leptos::prelude::*;

use crate::error::Refusal;

/// For forms that post to these server functions. It takes the focus, so that a long page shows it and it is read out.
#[component]
pub fn Refused(forms: &'static [&'static str]) -> impl IntoView {
    let refusal = forms.iter().find_map(|form| Refusal::of(form)).filter(|refusal| refusal.error.field().is_none());
    refusal.map(|refusal| {
        view! {
            <p role="alert" class="notice" tabindex="-1" autofocus>
                {refusal.error.to_string()}
            </p>
        }
    })
}
