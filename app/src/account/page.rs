//! The page `/account`. Its sections are plain forms, which work without JavaScript.

use identity::{AccountCredentials, MemberProfile};
use leptos::{either::Either, prelude::*};

use super::{
    api::{AccountData, load_account},
    data::section::DataSection,
    deletion::section::DeletionSection,
    emails::section::EmailsSection,
    passkeys::section::PasskeysSection,
    profile::section::ProfileSection,
    recovery::section::RecoveryCodesSection,
    sessions::section::SessionsSection,
    success_message::SuccessMessage,
};
use crate::{
    current_member::CurrentMember,
    error::AppError,
    i18n::t,
    ui::{error_page::ErrorPage, page_meta::PageMeta},
};

#[component]
pub fn AccountPage(member: CurrentMember) -> impl IntoView {
    let data = Resource::new_blocking(|| (), |()| load_account());
    let content = Suspend::new(async move {
        let member = member.await.and_then(|member| member.ok_or(AppError::SignedOut));
        match data.await.and_then(|data| Ok((member?, data))) {
            Ok((member, data)) => Either::Left(view! { <Sections member data /> }),
            Err(error) => Either::Right(view! { <ErrorPage error /> }),
        }
    });
    view! {
        <PageMeta title=t!(account.title) description=t!(account.description) />
        <Suspense>{content}</Suspense>
    }
}

#[component]
fn Sections(member: MemberProfile, data: AccountData) -> impl IntoView {
    let AccountData { credentials, current_session } = data;
    let AccountCredentials { emails, passkeys, sessions, recovery_codes } = credentials;
    view! {
        <div class="page-head">
            <h1>{t!(account.title)}</h1>
        </div>
        <SuccessMessage />
        <ProfileSection member=member.clone() />
        <EmailsSection emails />
        <PasskeysSection member=member.clone() passkeys />
        <SessionsSection sessions current_session />
        <RecoveryCodesSection unused=recovery_codes />
        <DataSection />
        <DeletionSection email=member.email />
    }
}
