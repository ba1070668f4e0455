//! Takes the code from a mail, or sends another one. Plain forms; nothing here needs JavaScript.

use leptos::{either::Either, prelude::*};
use leptos_i18n::td;

use super::model::{Code, PendingCode};
use crate::{
    error::{AppError, FormError},
    i18n::{locale, t},
};

/// The code that this browser waits for, looked up by the page that takes it.
pub type PendingCodeResource = Resource<Result<Option<PendingCode>, AppError>>;

/// Posts the code to the server function `endpoint`, with the hidden fields that are its children. Shows what that refused.
#[component]
pub fn CodeForm(
    pending: PendingCode,
    endpoint: &'static str,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let over = pending.is_expired();
    let email = pending.email;
    let refused = FormError::of(endpoint).map(|refusal| refusal.error);
    let (beside, above): (Vec<_>, Vec<_>) = refused.into_iter().partition(|error| error.field().is_some() && !over);
    let above = above.into_iter().next().or_else(|| FormError::of("code/send-again").map(|refusal| refusal.error));
    let above = above.or(over.then_some(AppError::CodeExpired));
    let problem = beside.first().map(ToString::to_string);
    let about = if over {
        Either::Left(td!(locale(), email_codes.form.sent_earlier, email, <b> = <b />))
    } else {
        Either::Right(td!(locale(), email_codes.form.sent, email, <b> = <b />))
    };
    view! {
        <p class="muted">{about}</p>
        <div role="alert" class="notice">
            {above.map(|error| error.to_string())}
        </div>
        {if over {
            Either::Left(view! { <SendAgain class="button primary large" /> })
        } else {
            Either::Right(view! {
                <TakesCode endpoint problem>{children.map(|children| children())}</TakesCode>
                <div class="aside">
                    <p>{t!(email_codes.form.check_spam)}</p>
                    <SendAgain class="button quiet" />
                </div>
            })
        }}
    }
}

#[component]
fn TakesCode(endpoint: &'static str, problem: Option<String>, children: Children) -> impl IntoView {
    view! {
        <form class="stack" method="post" action=format!("/api/{endpoint}")>
            {children()}
            <label for="code">{t!(email_codes.form.code)}</label>
            <input
                id="code"
                name="code"
                inputmode="numeric"
                autocomplete="one-time-code"
                required
                autofocus
                placeholder="0".repeat(Code::DIGITS)
                aria-invalid=problem.is_some().then_some("true")
                aria-describedby="code-problem"
            />
            <p id="code-problem" class="problem">
                {problem}
            </p>
            <button class="button primary large">{t!(email_codes.form.continue_button)}</button>
        </form>
    }
}

#[component]
fn SendAgain(class: &'static str) -> impl IntoView {
    view! {
        <form class="stack" method="post" action="/api/code/send-again">
            <button class=class>{t!(email_codes.form.resend)}</button>
        </form>
    }
}
