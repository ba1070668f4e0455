//! The page `/account/recovery-codes`: the answer to the form that makes them, and the only place that shows them.

use leptos::{either::Either, prelude::*};

use super::print::PrintButton;
use crate::{
    domain::recovery::NewCodes,
    ui::{about::About, door::Door},
};

/// See the module.
#[component]
pub fn RecoveryCodesPage() -> impl IntoView {
    let content = match use_context::<NewCodes>() {
        Some(NewCodes(codes)) => Either::Left(view! { <Shown codes /> }),
        None => Either::Right(view! {
            <p class="muted">"Recovery codes are shown only once, when they are made. Who has lost them makes new ones."</p>
            <a class="button primary large" href="/account#recovery-codes">
                "Go to your account"
            </a>
        }),
    };
    view! {
        <About title="Your recovery codes" text="Codes for the day when your passkey is out of reach." />
        <Door title="Your recovery codes">
            {content}
        </Door>
    }
}

#[component]
fn Shown(codes: Vec<String>) -> impl IntoView {
    // Letters, digits and hyphens: only the ends of lines need care in a URL.
    let file = format!("data:text/plain,{}%0A", codes.join("%0A"));
    let items = codes.into_iter().map(|code| view! { <li>{code}</li> });
    view! {
        <p>
            <b>"They are shown only this once."</b>
            " Print them, or write them down, and keep them where you keep things that matter. Each works once; older ones no longer do."
        </p>
        <ul role="list" aria-label="Recovery codes" class="codes">
            {items.collect_view()}
        </ul>
        <div class="buttons">
            <a class="button" href=file download="latchkey-recovery-codes.txt">
                "Download"
            </a>
            <PrintButton />
        </div>
        <p class="aside">
            <a href="/account#recovery-codes">"Done"</a>
        </p>
    }
}
