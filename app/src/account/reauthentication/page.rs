//! The page `/account/confirm`: reauthenticates with a passkey or a code, then repeats the request
//! that required it.

use identity::{CodePurpose, PendingCode, ReauthMethods};
use leptos::{either::Either, prelude::*};
use leptos_router::hooks::use_query_map;

use super::{
    api::load_reauth_methods,
    model::{accepts_forms, next_page},
    reauth_button::{CONTINUE_ID, ReauthButton},
};
use crate::{
    email_codes::{api::load_pending_code, code_form::CodeForm},
    error::PendingRequest,
    i18n::t,
    ui::{
        auth_card::AuthCard,
        error_page::ErrorPage,
        form::{PostForm, RETURN_TO},
        form_error::FormErrorMessage,
        page_meta::PageMeta,
    },
};

const SEND_CODE: &str = "reauthentication/send-code";

/// The fields of the form for the code. Fields of the pending request with these names are left
/// out.
const OWN_FIELDS: [&str; 4] = ["code", "then", "next", RETURN_TO];

#[component]
pub fn ReauthenticationPage() -> impl IntoView {
    let next = use_query_map().get_untracked().get("next");
    let methods = Resource::new_blocking(|| (), |()| load_reauth_methods());
    let pending_code = Resource::new_blocking(|| (), |()| load_pending_code());
    let content = Suspend::new(async move {
        match (methods.await, pending_code.await) {
            (Ok(methods), Ok(code)) => {
                let code = code.filter(|code| code.purpose == CodePurpose::Reauthenticate);
                Either::Left(view! { <ReauthenticationCard methods code next /> })
            }
            (Err(error), _) | (_, Err(error)) => Either::Right(view! { <ErrorPage error /> }),
        }
    });
    view! {
        <PageMeta
            title=t!(account.reauthentication.title)
            description=t!(account.reauthentication.description)
        />
        <Suspense>{content}</Suspense>
    }
}

#[component]
fn ReauthenticationCard(
    methods: ReauthMethods,
    code: Option<PendingCode>,
    next: Option<String>,
) -> impl IntoView {
    let request = PendingRequest::current();
    let request = request.filter(|request| next.is_none() && accepts_forms(&request.path));
    let next_page = next_page(next.as_deref());
    let with_passkey =
        methods.passkey.then(|| view! { <PasskeyMethod request=request.clone() next_page /> });
    let or = (methods.passkey && methods.email_code)
        .then(|| view! { <p class="or">{t!(account.reauthentication.or)}</p> });
    let next = next.unwrap_or_default();
    let with_code = match (methods.email_code, code) {
        (true, Some(code)) => view! { <CodeMethod code request next /> }.into_any(),
        (true, None) => view! { <SendCodeForm next /> }.into_any(),
        (false, _) if methods.passkey => {
            view! { <p class="muted">{t!(account.reauthentication.verify_email_first)}</p> }
                .into_any()
        }
        (false, _) => {
            view! { <p class="muted">{t!(account.reauthentication.no_methods)}</p> }.into_any()
        }
    };
    view! {
        <AuthCard title=t!(account.reauthentication.title)>
            <p class="muted">{t!(account.reauthentication.intro)}</p>
            {with_passkey}
            {or}
            {with_code}
            <p class="aside">
                <a href="/account">{t!(account.back)}</a>
            </p>
        </AuthCard>
    }
}

/// The button, with the form or link that is clicked when it succeeds.
#[component]
fn PasskeyMethod(request: Option<PendingRequest>, next_page: String) -> impl IntoView {
    let continuation = match request {
        // The fields include the page that the form was on.
        Some(PendingRequest { path, fields }) => Either::Left(view! {
            <form method="post" action=path hidden>
                {hidden_fields(fields)}
                <button id=CONTINUE_ID>{t!(account.reauthentication.continue_button)}</button>
            </form>
        }),
        None => Either::Right(view! { <a id=CONTINUE_ID href=next_page hidden></a> }),
    };
    view! {
        <ReauthButton />
        {continuation}
        <noscript>
            <p class="notice">{t!(account.reauthentication.needs_javascript)}</p>
        </noscript>
    }
}

/// The form for the code. It carries the fields of the pending request.
#[component]
fn CodeMethod(code: PendingCode, request: Option<PendingRequest>, next: String) -> impl IntoView {
    let (then, mut fields) =
        request.map(|request| (request.path, request.fields)).unwrap_or_default();
    fields.retain(|(name, _)| !OWN_FIELDS.contains(&&**name));
    view! {
        <CodeForm pending=code endpoint="reauthentication/redeem-code">
            <input type="hidden" name="then" value=then />
            <input type="hidden" name="next" value=next />
            {hidden_fields(fields)}
        </CodeForm>
    }
}

#[component]
fn SendCodeForm(next: String) -> impl IntoView {
    view! {
        <FormErrorMessage endpoints=&[SEND_CODE] />
        <PostForm class="stack" action=format!("/api/{SEND_CODE}")>
            <input type="hidden" name="next" value=next />
            <button class="button large">{t!(account.reauthentication.send_code)}</button>
        </PostForm>
    }
}

fn hidden_fields(fields: Vec<(String, String)>) -> impl IntoView {
    let field = |(name, value)| view! { <input type="hidden" name=name value=value /> };
    fields.into_iter().map(field).collect_view()
}
