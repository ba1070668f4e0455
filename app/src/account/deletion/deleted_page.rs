//! The page `/goodbye`, for who had an account.

use leptos::prelude::*;

use crate::{
    account::api::farewell,
    passkeys::signal_passkeys::{ID, KeepInStep},
};
use crate::{i18n::t, ui::page_meta::About};

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
        <About title=t!(account.goodbye.title) text=t!(account.goodbye.description) />
        <section class="dead-end">
            <h1>{t!(account.goodbye.title)}</h1>
            <p>{t!(account.goodbye.text)}</p>
            <a class="button primary" href="/">
                {t!(account.goodbye.start_page)}
            </a>
        </section>
        <Suspense>{forget}</Suspense>
    }
}
