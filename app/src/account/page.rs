//! The page `/account`. Each part of it has a file of its own; all of them are plain forms.

use leptos::{either::Either, prelude::*};

use super::model::{Access, MemberProfile, user_handle};
use super::{
    api::load_access, data::section::YourData, deletion::section::Deletion, emails::section::Emails,
    passkeys::section::Passkeys, profile::section::Profile, recovery::section::RecoveryCodes,
    sessions::section::Sessions, success_message::SuccessMessage,
};
use crate::{
    error::AppError,
    i18n::t,
    current_member::CurrentMember,
    ui::{error_page::ErrorPage, page_meta::PageMeta},
};

/// See the module.
#[component]
pub fn AccountPage(account: CurrentMember) -> impl IntoView {
    let access = Resource::new_blocking(|| (), |()| load_access());
    let content = move || {
        Suspend::new(async move {
            let account = account.await.and_then(|account| account.ok_or(AppError::SignedOut));
            match access.await.and_then(|access| Ok((account?, access))) {
                Ok((account, access)) => Either::Left(view! { <Regions account access /> }),
                Err(error) => Either::Right(view! { <ErrorPage error /> }),
            }
        })
    };
    view! {
        <PageMeta title=t!(account.title) description=t!(account.description) />
        <Suspense>{content}</Suspense>
    }
}

#[component]
fn Regions(account: MemberProfile, access: Access) -> impl IntoView {
    let Access { emails, passkeys, sessions, recovery_codes } = access;
    let email = account.email.clone();
    let (user, name) = (user_handle(account.user_id), email.clone());
    let display_name = account.display_name.clone().unwrap_or_else(|| email.clone());
    view! {
        <div class="page-head">
            <h1>{t!(account.title)}</h1>
        </div>
        <SuccessMessage />
        <Profile account />
        <Emails emails />
        <Passkeys passkeys user name display_name />
        <Sessions sessions />
        <RecoveryCodes left=recovery_codes />
        <YourData />
        <Deletion email />
    }
}
