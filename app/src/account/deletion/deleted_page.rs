//! The page `/account-deleted`, after the deletion of an account.

use leptos::prelude::*;

use super::api::load_deleted_account;
use crate::{
    i18n::t,
    passkeys::signal::AcceptedPasskeys,
    ui::{message_page::MessagePage, page_meta::PageMeta},
};

#[component]
pub fn DeletedPage() -> impl IntoView {
    let deleted = Resource::new_blocking(|| (), |()| load_deleted_account());
    let remove_passkeys = Suspend::new(async move {
        let user_handle = deleted.await.ok().flatten();
        user_handle.map(|user_handle| {
            view! { <AcceptedPasskeys user_handle credential_ids=Vec::new() /> }
        })
    });
    view! {
        <PageMeta title=t!(account.deleted.title) description=t!(account.deleted.description) />
        <MessagePage
            title=t!(account.deleted.title)
            text=t!(account.deleted.text)
            href="/"
            link=t!(account.deleted.home_link)
        />
        <Suspense>{remove_passkeys}</Suspense>
    }
}
