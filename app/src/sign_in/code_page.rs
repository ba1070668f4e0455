//! The page `/login/code`: takes the code from the mail. Plain forms; nothing here needs JavaScript.

use leptos::{either::Either, prelude::*};
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

use super::api::pending_code;
use crate::{
    domain::{
        code::{Code, Pending},
        next::Next,
    },
    error::{AppError, Refusal},
    ui::{failure::Failure, icon::Logo},
};

/// See the module.
#[component]
pub fn CodePage() -> impl IntoView {
    let next = Next::parse(use_query_map().read_untracked().get_str("next")).into_string();
    let pending = Resource::new_blocking(|| (), |()| pending_code());
    let content = move || {
        let next = next.clone();
        Suspend::new(async move {
            match pending.await {
                Ok(Some(pending)) => Either::Left(view! { <TakesCode pending next /> }),
                Ok(None) => Either::Right(Either::Left(view! { <NoneAskedFor /> })),
                Err(error) => Either::Right(Either::Right(view! { <Failure error /> })),
            }
        })
    };
    view! {
        <Title text="Enter your code" />
        <Suspense>{content}</Suspense>
    }
}

#[component]
fn TakesCode(pending: Pending, next: String) -> impl IntoView {
    let Pending { email, over } = pending;
    let refused = Refusal::of("code/use").map(|refusal| refusal.error);
    let (beside, above): (Vec<_>, Vec<_>) = refused.into_iter().partition(|error| error.field().is_some() && !over);
    let above = above.into_iter().next().or_else(|| Refusal::of("code/send-again").map(|refusal| refusal.error));
    let above = above.or(over.then_some(AppError::CodeOver));
    let invalid = (!beside.is_empty()).then_some("true");
    view! {
        <section class="door card">
            <Logo />
            <h1>"Enter your code"</h1>
            <p class="muted">
                "We have sent a mail to " <b>{email}</b> ". The code in it is good for five minutes, in this browser only."
            </p>
            <div role="alert" class="notice">
                {above.map(|error| error.to_string())}
            </div>
            <form class="stack" method="post" action="/api/code/use" hidden=over>
                <input type="hidden" name="next" value=next />
                <label for="code">"Code"</label>
                <input
                    id="code"
                    name="code"
                    inputmode="numeric"
                    autocomplete="one-time-code"
                    required
                    autofocus
                    placeholder="0".repeat(Code::DIGITS)
                    aria-invalid=invalid
                    aria-describedby="code-problem"
                />
                <p id="code-problem" class="problem">
                    {beside.first().map(ToString::to_string)}
                </p>
                <button class="button primary large">"Continue"</button>
            </form>
            <form class="aside" method="post" action="/api/code/send-again">
                <p hidden=over>"No mail? Look among the unwanted ones."</p>
                <button class="button quiet">"Send a new code"</button>
            </form>
        </section>
    }
}

#[component]
fn NoneAskedFor() -> impl IntoView {
    view! {
        <section class="door card">
            <Logo />
            <h1>"Enter your code"</h1>
            <p class="muted">"This browser has not asked for a code, or the code is over."</p>
            <a class="button primary large" href="/login">
                "Ask for a code"
            </a>
        </section>
    }
}
