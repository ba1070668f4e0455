use leptos::prelude::*;

use crate::domain::account::Passkey;

#[component]
pub fn Passkeys(passkeys: Vec<Passkey>) -> impl IntoView {
    view! { <section id="passkeys" class="card region" aria-label="Passkeys">{passkeys.len()}</section> }
}
