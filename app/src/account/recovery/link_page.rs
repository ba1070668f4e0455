//! The page `/recover`, where recovery links lead to. It asks before it redeems the link, because
//! mail scanners follow links.

use leptos::{either::Either, prelude::*};
use leptos_router::hooks::use_query_map;

use crate::{
    error::FormError,
    i18n::t,
    ui::{auth_card::AuthCard, form::PostForm, page_meta::PageMeta},
};

const REDEEM_LINK: &str = "recovery/redeem-link";

#[component]
pub fn RecoveryLinkPage() -> impl IntoView {
    let token = use_query_map().get_untracked().get("token").filter(|token| !token.is_empty());
    let error = FormError::of(REDEEM_LINK).map(|form| form.error.to_string());
    let content = match token {
        Some(token) => Either::Left(view! {
            <p class="muted">{t!(account.recovery.link.intro)}</p>
            <div role="alert" class="notice">
                {error}
            </div>
            <PostForm class="stack" action=format!("/api/{REDEEM_LINK}")>
                <input type="hidden" name="token" value=token />
                <button class="button primary large">{t!(account.recovery.link.submit)}</button>
            </PostForm>
        }),
        None => Either::Right(view! {
            <p class="muted">{t!(account.recovery.link.incomplete)}</p>
        }),
    };
    view! {
        <PageMeta
            title=t!(account.recovery.link.title)
            description=t!(account.recovery.link.description)
        />
        <AuthCard title=t!(account.recovery.link.title)>
            {content}
        </AuthCard>
    }
}
