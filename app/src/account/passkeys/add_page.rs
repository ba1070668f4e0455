//! The page `/account/add-passkey`: for another device, and for who came in by other means.

use leptos::{either::Either, prelude::*};
use leptos_router::hooks::use_query_map;

use super::{add_button::AddButton, api::may_add_passkey};
use crate::{
    domain::next::Next,
    ui::{about::About, door::Door, failure::Failure},
};

/// See the module.
#[component]
pub fn AddPasskeyPage() -> impl IntoView {
    let next = use_query_map().get_untracked().get("next");
    let asked = next.clone();
    let may_add = Resource::new_blocking(|| (), move |()| may_add_passkey(asked.clone()));
    let content = move || {
        let next = next.clone();
        Suspend::new(async move {
            match may_add.await {
                Ok(()) => Either::Left(view! { <Offer next /> }),
                Err(error) => Either::Right(view! { <Failure error /> }),
            }
        })
    };
    view! {
        <About title="Add a passkey" text="Make a passkey on this device, and sign in with one press." />
        <Suspense>{content}</Suspense>
    }
}

#[component]
fn Offer(next: Option<String>) -> impl IntoView {
    let later = Next::parse(next.as_deref()).into_string();
    let done = next.map_or_else(|| "/account?done=passkey-added#passkeys".to_owned(), |_| later.clone());
    view! {
        <Door title="Add a passkey">
            <p class="muted">
                "Next time you sign in with a single press: your finger, your face or the PIN of this device. There is nothing to type, and nothing that anybody could steal."
            </p>
            <AddButton />
            <noscript>
                <p class="notice">
                    "Making a passkey needs JavaScript, on this page only. You can go on without: a code by email signs you in too."
                </p>
            </noscript>
            <a id="done" href=done hidden></a>
            <p class="aside">
                <a href=later>"Not now"</a>
            </p>
        </Door>
    }
}
