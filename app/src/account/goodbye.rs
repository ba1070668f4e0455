//! The page `/goodbye`, for who had an account.

use leptos::prelude::*;
use leptos_meta::Title;

/// See the module.
#[component]
pub fn GoodbyePage() -> impl IntoView {
    view! {
        <Title text="Your account is deleted" />
        <section class="dead-end">
            <h1>"Your account is deleted"</h1>
            <p>"Nothing of it is left here. Your device may still offer its passkey: you can remove it in the device's settings."</p>
            <a class="button primary" href="/">
                "Go to the start page"
            </a>
        </section>
    }
}
