//! Banners at the top of the dashboard: verify the email address, add a passkey.

use identity::MemberProfile;
use leptos::prelude::*;
use leptos_i18n::td;

use crate::{
    i18n::{locale, t},
    ui::form_error::FormErrorMessage,
};

#[component]
pub fn Banners(account: MemberProfile) -> impl IntoView {
    let MemberProfile { email, email_verified, signed_in_with_passkey, .. } = account;
    view! {
        <FormErrorMessage endpoints=&["emails/verify-primary"] />
        {(!email_verified).then(|| view! { <VerifyEmailBanner email /> })}
        {(!signed_in_with_passkey).then(|| view! { <AddPasskeyBanner /> })}
    }
}

#[component]
fn VerifyEmailBanner(email: String) -> impl IntoView {
    view! {
        <div role="status" class="banner">
            <p>{td!(locale(), dashboard.banners.unverified, email, <b> = <b />)}</p>
            <form method="post" action="/api/emails/verify-primary">
                <button class="button">{t!(dashboard.banners.send_code)}</button>
            </form>
        </div>
    }
}

/// For a user who signed in with a code, whose device may have no passkey.
#[component]
fn AddPasskeyBanner() -> impl IntoView {
    view! {
        <div role="status" class="banner">
            <p>{t!(dashboard.banners.no_passkey)}</p>
            <a class="button" href="/account/add-passkey">
                {t!(dashboard.banners.add_passkey)}
            </a>
        </div>
    }
}
