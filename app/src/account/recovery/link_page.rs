//! The page `/recover`: asks before it uses a link from the people who run the site. Whatever only follows links uses none up.

use leptos::{either::Either, prelude::*};
use leptos_router::hooks::use_query_map;

use crate::{
    error::FormError,
    i18n::t,
    ui::{auth_card::AuthCard, page_meta::PageMeta},
};

/// See the module.
#[component]
pub fn RecoverPage() -> impl IntoView {
    let token = use_query_map().get_untracked().get("token").filter(|token| !token.is_empty());
    let refusal = FormError::of("recovery/use-link");
    let content = match token {
        Some(token) => Either::Left(view! {
            <p class="muted">{t!(account.recovery.link.intro)}</p>
            <form class="stack" method="post" action="/api/recovery/use-link">
                <div role="alert" class="notice">
                    {refusal.map(|refusal| refusal.error.to_string())}
                </div>
                <input type="hidden" name="token" value=token />
                <button class="button primary large">{t!(account.recovery.link.submit)}</button>
            </form>
        }),
        None => Either::Right(view! {
            <p class="muted">{t!(account.recovery.link.incomplete)}</p>
        }),
    };
    view! {
        <PageMeta title=t!(account.recovery.link.title) description=t!(account.recovery.link.description) />
        <AuthCard title=t!(account.recovery.link.title)>
            {content}
        </AuthCard>
    }
}
