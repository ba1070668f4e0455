//! The page `/recover`: asks before it uses a link from the people who run the site. Whatever only follows links uses none up.

use leptos::{either::Either, prelude::*};
use leptos_router::hooks::use_query_map;

use crate::{
    error::Refusal,
    ui::{about::About, door::Door},
};

/// See the module.
#[component]
pub fn RecoverPage() -> impl IntoView {
    let token = use_query_map().get_untracked().get("token").filter(|token| !token.is_empty());
    let refusal = Refusal::of("recovery/use-link");
    let content = match token {
        Some(token) => Either::Left(view! {
            <p class="muted">"This link signs you in, once. Then you make a new passkey."</p>
            <form class="stack" method="post" action="/api/recovery/use-link">
                <div role="alert" class="notice">
                    {refusal.map(|refusal| refusal.error.to_string())}
                </div>
                <input type="hidden" name="token" value=token />
                <button class="button primary large">"Sign in"</button>
            </form>
        }),
        None => Either::Right(view! {
            <p class="muted">"A part of the link is missing. Copy all of it into the address bar."</p>
        }),
    };
    view! {
        <About title="Recover your account" text="Sign in with the link that the people who run this site sent you." />
        <Door title="Recover your account">
            {content}
        </Door>
    }
}
