use leptos::prelude::*;

use crate::domain::account::Passkey;

#[component]
pub fn Passkeys(passkeys: Vec<Passkey>, user: String, name: String, display_name: String) -> impl IntoView {
    view! { <section id="passkeys" class="card region" aria-label="Passkeys" data-user=user data-name=name data-display-name=display_name>{passkeys.len()}</section> }
}
