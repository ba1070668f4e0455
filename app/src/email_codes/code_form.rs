//! The form for a code, and the one that requests another code.

use identity::PendingCode;
use leptos::{either::Either, prelude::*};
use leptos_i18n::td;

use crate::{
    error::{AppError, FormError},
    i18n::{locale, t},
    ui::{
        field::{Field, FormState, TextField},
        form::PostForm,
    },
};

const RESEND: &str = "email-codes/resend";

/// Posts the code to `endpoint`, with the hidden fields among `children`. An expired code can only
/// be requested again.
#[component]
pub fn CodeForm(
    pending: PendingCode,
    endpoint: &'static str,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let is_expired = pending.is_expired();
    let email = pending.email;
    let error = FormError::of(endpoint).or_else(|| FormError::of(RESEND)).map(|form| form.error);
    let error = error.filter(|error| is_expired || error.field().is_none());
    let error = error.or(is_expired.then_some(AppError::CodeExpired));
    let sent = if is_expired {
        Either::Left(td!(locale(), email_codes.form.sent_earlier, email, <b> = <b />))
    } else {
        Either::Right(td!(locale(), email_codes.form.sent, email, <b> = <b />))
    };
    view! {
        <p class="muted">{sent}</p>
        <div role="alert" class="notice">
            {error.map(|error| error.to_string())}
        </div>
        {if is_expired {
            Either::Left(view! { <ResendForm class="button primary large" /> })
        } else {
            Either::Right(view! {
                <EnterCodeForm endpoint>{children.map(|children| children())}</EnterCodeForm>
                <div class="aside">
                    <p>{t!(email_codes.form.check_spam)}</p>
                    <ResendForm class="button quiet" />
                </div>
            })
        }}
    }
}

#[component]
fn EnterCodeForm(endpoint: &'static str, children: Children) -> impl IntoView {
    let field = FormState::of(endpoint).field("code", t!(email_codes.form.code), "");
    // The field is cleared: an incorrect code is entered again rather than edited.
    let field = Field { value: String::new(), autofocus: true, ..field };
    view! {
        <PostForm class="stack" action=format!("/api/{endpoint}")>
            {children()}
            <TextField
                field
                autocomplete="one-time-code"
                inputmode="numeric"
                placeholder="000000"
                required=true
            />
            <button class="button primary large">{t!(email_codes.form.continue_button)}</button>
        </PostForm>
    }
}

#[component]
fn ResendForm(class: &'static str) -> impl IntoView {
    view! {
        <PostForm class="stack" action=format!("/api/{RESEND}")>
            <button class=class>{t!(email_codes.form.resend)}</button>
        </PostForm>
    }
}
