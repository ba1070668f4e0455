//! The page `/account/recovery-codes`: the answer to the form that makes them, and the only place that shows them.

use leptos::{either::Either, prelude::*};

use super::model::NewCodes;
use super::print_button::PrintButton;
use crate::{
    i18n::{locale, t},
    ui::{auth_card::AuthCard, page_meta::PageMeta},
};

/// See the module.
#[component]
pub fn RecoveryCodesPage() -> impl IntoView {
    let content = match use_context::<NewCodes>() {
        Some(NewCodes(codes)) => Either::Left(view! { <Shown codes /> }),
        None => Either::Right(view! {
            <p class="muted">{t!(account.recovery.codes.shown_once)}</p>
            <a class="button primary large" href="/account#recovery-codes">
                {t!(account.go_to_account)}
            </a>
        }),
    };
    view! {
        <PageMeta title=t!(account.recovery.codes.title) description=t!(account.recovery.codes.description) />
        <AuthCard title=t!(account.recovery.codes.title)>
            {content}
        </AuthCard>
    }
}

#[component]
fn Shown(codes: Vec<String>) -> impl IntoView {
    // Letters, digits and hyphens: only the ends of lines need care in a URL.
    let file = format!("data:text/plain,{}%0A", codes.join("%0A"));
    let items = codes.into_iter().map(|code| view! { <li>{code}</li> });
    let keep_them = leptos_i18n::td!(
        locale(),
        account.recovery.codes.instructions,
        <b> = |text: ChildrenFn| view! { <b>{text()}</b> }
    );
    view! {
        <p>{keep_them}</p>
        <ul role="list" aria-label=t!(account.recovery.codes.list) class="codes">
            {items.collect_view()}
        </ul>
        <div class="buttons">
            <a class="button" href=file download="latchkey-recovery-codes.txt">
                {t!(account.recovery.codes.download)}
            </a>
            <PrintButton />
        </div>
        <p class="aside">
            <a href="/account#recovery-codes">{t!(account.recovery.codes.done)}</a>
        </p>
    }
}
