//! The page `/goodbye`, for who had an account.

use leptos::prelude::*;

use super::{
    api::farewell,
    passkeys::keep_in_step::{ID, KeepInStep},
};
use crate::ui::about::About;

/// See the module. Where the account was deleted just now, in this browser, its passkeys are offered no more.
#[component]
pub fn GoodbyePage() -> impl IntoView {
    let gone = Resource::new_blocking(|| (), |()| farewell());
    let forget = move || {
        Suspend::new(async move {
            gone.await.ok().flatten().map(|user| {
                view! {
                    <div id=ID hidden data-user=user data-credentials="">
                        <KeepInStep />
                    </div>
                }
            })
        })
    };
    view! {
        <About title="Your account is deleted" text="Nothing of your account is left at Latchkey." />
        <section class="dead-end">
            <h1>"Your account is deleted"</h1>
            <p>"Nothing of it is left here. Your device may still offer its passkey: you can remove it in the device's settings."</p>
            <a class="button primary" href="/">
                "Go to the start page"
            </a>
        </section>
        <Suspense>{forget}</Suspense>
    }
}
