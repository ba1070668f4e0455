//! What the account still lacks, on top of the dashboard until it is there.

use leptos::prelude::*;

use crate::{domain::account::Account, ui::refused::Refused};

#[component]
pub fn Banners(account: Account) -> impl IntoView {
    let Account { email, email_verified, by_passkey, .. } = account;
    view! {
        <Refused forms=&["emails/verify-primary"] />
        {(!email_verified).then(|| view! { <Unverified email /> })}
        {(!by_passkey).then(|| view! { <NoPasskeyHere /> })}
    }
}

#[component]
fn Unverified(email: String) -> impl IntoView {
    view! {
        <div role="status" class="banner">
            <p>"Verify " <b>{email}</b> " to be able to sign in with a code, should you lose your passkey."</p>
            <form method="post" action="/api/emails/verify-primary">
                <button class="button">"Send me a code"</button>
            </form>
        </div>
    }
}

/// Whoever came by a code is on a device that may have none.
#[component]
fn NoPasskeyHere() -> impl IntoView {
    view! {
        <div role="status" class="banner">
            <p>"You signed in without a passkey. With one it takes a single press."</p>
            <a class="button" href="/account/add-passkey">
                "Add a passkey to this device"
            </a>
        </div>
    }
}
