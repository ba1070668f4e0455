//! The page `/goodbye`, for who had an account.

use leptos::prelude::*;

use crate::{
    account::api::farewell,
    passkeys::signal_passkeys::{ID, SignalPasskeys},
};
use crate::{i18n::t, ui::page_meta::PageMeta};

/// See the module. Where the account was deleted just now, in this browser, its passkeys are offered no more.
#[component]
pub fn GoodbyePage() -> impl IntoView {
    let gone = Resource::new_blocking(|| (), |()| farewell());
    let forget = move || {
        Suspend::new(async move {
            gone.await.ok().flatten().map(|user| {
                view! {
                    <div id=ID hidden data-user=user data-credentials="">
                        <SignalPasskeys />
                    </div>
                }
            })
        })
    };
    view! {
        <PageMeta title=t!(account.deleted.title) description=t!(account.deleted.description) />
        <section class="message-page">
            <h1>{t!(account.deleted.title)}</h1>
            <p>{t!(account.deleted.text)}</p>
            <a class="button primary" href="/">
                {t!(account.deleted.home_link)}
            </a>
        </section>
        <Suspense>{forget}</Suspense>
    }
}
