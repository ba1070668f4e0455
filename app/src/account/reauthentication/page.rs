//! The page `/account/confirm`: with a passkey, or with a code from the mail. Then what was asked for is done.

use leptos::{either::Either, prelude::*};
use leptos_router::hooks::use_query_map;

use super::model::{ReauthMethods, after, takes_forms};
use super::{
    api::ways_to_confirm,
    passkey_button::{ConfirmButton, GO_ON},
};
use crate::{
    email_codes::{
        code_form::{CodeForm, PendingCodeResource},
        model::{CodePurpose, PendingCode},
    },
    error::{FormError, PendingRequest},
    i18n::t,
    ui::{auth_card::AuthCard, error_page::ErrorPage, page_meta::PageMeta},
};

/// The names that the form of the code has for itself.
const OURS: [&str; 3] = ["code", "then", "next"];

/// See the module.
#[component]
pub fn ConfirmPage(pending: PendingCodeResource) -> impl IntoView {
    let next = use_query_map().get_untracked().get("next");
    let ways = Resource::new_blocking(|| (), |()| ways_to_confirm());
    let content = move || {
        let next = next.clone();
        Suspend::new(async move {
            match (ways.await, pending.await) {
                (Ok(ways), Ok(pending)) => {
                    let pending = pending.filter(|code| code.purpose == CodePurpose::Reauthenticate);
                    Either::Left(view! { <Confirm ways pending next /> })
                }
                (Err(error), _) | (_, Err(error)) => Either::Right(view! { <ErrorPage error /> }),
            }
        })
    };
    view! {
        <PageMeta title=t!(account.reauthentication.title) description=t!(account.reauthentication.description) />
        <Suspense>{content}</Suspense>
    }
}

#[component]
fn Confirm(ways: ReauthMethods, pending: Option<PendingCode>, next: Option<String>) -> impl IntoView {
    let asked = PendingRequest::here().filter(|asked| next.is_none() && takes_forms(&asked.path));
    let then = asked.as_ref().map(|asked| asked.path.clone()).unwrap_or_default();
    let fields: Vec<_> = asked.map(|asked| asked.fields).unwrap_or_default();
    let onwards = after(next.as_deref());
    let with_passkey =
        ways.passkey.then(|| view! { <WithPasskey then=then.clone() onwards=onwards fields=fields.clone() /> });
    let with_code = match (ways.email_code, pending) {
        (true, Some(pending)) => Either::Left(view! {
            <CodeForm pending endpoint="confirm/use-code">
                <input type="hidden" name="then" value=then />
                <input type="hidden" name="next" value=next.unwrap_or_default() />
                <Hidden fields=fields.into_iter().filter(|(name, _)| !OURS.contains(&&**name)).collect() />
            </CodeForm>
        }),
        (true, None) => Either::Right(Either::Left(view! { <AsksForCode next /> })),
        (false, _) => Either::Right(Either::Right(view! { <NoMail passkey=ways.passkey /> })),
    };
    view! {
        <AuthCard title=t!(account.reauthentication.title)>
            <p class="muted">
                {t!(account.reauthentication.intro)}
            </p>
            {with_passkey}
            {(ways.passkey && ways.email_code).then(|| view! { <p class="or">{t!(account.reauthentication.or)}</p> })}
            {with_code}
            <p class="aside">
                <a href="/account">{t!(account.back)}</a>
            </p>
        </AuthCard>
    }
}

/// The button, and what it presses when it is done.
#[component]
fn WithPasskey(then: String, onwards: String, fields: Vec<(String, String)>) -> impl IntoView {
    let go_on = if then.is_empty() {
        Either::Left(view! { <a id=GO_ON href=onwards hidden></a> })
    } else {
        Either::Right(view! {
            <form method="post" action=then hidden>
                <Hidden fields />
                <button id=GO_ON>{t!(account.reauthentication.continue_button)}</button>
            </form>
        })
    };
    view! {
        <ConfirmButton />
        {go_on}
        <noscript>
            <p class="notice">{t!(account.reauthentication.needs_javascript)}</p>
        </noscript>
    }
}

#[component]
fn Hidden(fields: Vec<(String, String)>) -> impl IntoView {
    fields.into_iter().map(|(name, value)| view! { <input type="hidden" name=name value=value /> }).collect_view()
}

#[component]
fn AsksForCode(next: Option<String>) -> impl IntoView {
    let refusal = FormError::of("confirm/send-code");
    view! {
        <form class="stack" method="post" action="/api/confirm/send-code">
            <div role="alert" class="notice">
                {refusal.map(|refusal| refusal.error.to_string())}
            </div>
            <input type="hidden" name="next" value=next.unwrap_or_default() />
            <button class="button large">{t!(account.reauthentication.send_code)}</button>
        </form>
    }
}

/// Nothing can be mailed to who has not proved an address.
#[component]
fn NoMail(passkey: bool) -> impl IntoView {
    let otherwise =
        if passkey { t!(account.reauthentication.verify_email_first) } else { t!(account.reauthentication.no_methods) };
    view! { <p class="muted">{otherwise}</p> }
}
