//! The page `/signup`.

use leptos::prelude::*;
use leptos_i18n::td;

use super::{page::NoScriptNotice, sign_up_form::SignUpForm};
use crate::{
    i18n::{locale, t},
    ui::{auth_card::AuthCard, page_meta::PageMeta},
};

#[component]
pub fn SignUpPage() -> impl IntoView {
    let links = td!(locale(), sign_in.sign_up.links, <sign_in> = <a href="/login" />);
    view! {
        <PageMeta
            title=t!(sign_in.sign_up.title)
            description=t!(sign_in.sign_up.description)
        />
        <AuthCard title=t!(sign_in.sign_up.title)>
            <p class="muted">{t!(sign_in.sign_up.lead)}</p>
            <SignUpForm />
            <NoScriptNotice />
            <p class="aside">{links}</p>
        </AuthCard>
    }
}
