//! The page `/account/recovery-codes`: the response to the form that creates them, and the only
//! page that shows them.

use leptos::{either::Either, prelude::*};
use leptos_i18n::td;

use super::{model::NewRecoveryCodes, print_button::PrintButton};
use crate::{
    i18n::{locale, t},
    ui::{auth_card::AuthCard, page_meta::PageMeta},
};

#[component]
pub fn RecoveryCodesPage() -> impl IntoView {
    let content = match use_context::<NewRecoveryCodes>() {
        Some(NewRecoveryCodes(codes)) => Either::Left(view! { <NewCodes codes /> }),
        None => Either::Right(view! {
            <p class="muted">{t!(account.recovery.codes.shown_once)}</p>
            <a class="button primary large" href="/account#recovery-codes">
                {t!(account.go_to_account)}
            </a>
        }),
    };
    view! {
        <PageMeta
            title=t!(account.recovery.codes.title)
            description=t!(account.recovery.codes.description)
        />
        <AuthCard title=t!(account.recovery.codes.title)>
            {content}
        </AuthCard>
    }
}

#[component]
fn NewCodes(codes: Vec<String>) -> impl IntoView {
    // Codes consist of letters, digits and hyphens, so only the line breaks need escaping.
    let file = format!("data:text/plain,{}%0A", codes.join("%0A"));
    let items = codes.into_iter().map(|code| view! { <li>{code}</li> });
    let instructions = td!(locale(), account.recovery.codes.instructions, <b> = <b />);
    view! {
        <p>{instructions}</p>
        <ul role="list" aria-label=t!(account.recovery.codes.list) class="codes">
            {items.collect_view()}
        </ul>
        <div class="buttons">
            <a class="button" href=file download=format!("{}-recovery-codes.txt", brand::SLUG)>
                {t!(account.recovery.codes.download)}
            </a>
            <PrintButton />
        </div>
        <p class="aside">
            <a href="/account#recovery-codes">{t!(account.recovery.codes.done)}</a>
        </p>
    }
}
