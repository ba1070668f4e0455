use leptos::prelude::*;

#[component]
pub fn RecoveryCodes(left: u8) -> impl IntoView {
    view! { <section id="recovery-codes" class="card region" aria-label="Recovery codes">{left}</section> }
}
