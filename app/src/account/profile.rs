//! What the member is called, and how pages look in this browser.

use leptos::prelude::*;

use super::region::Region;
use crate::{
    domain::account::{Account, DisplayName},
    ui::{
        field::{Said, TextField},
        language::LanguageForm,
        theme::ThemeForm,
    },
};

#[component]
pub fn Profile(account: Account) -> impl IntoView {
    let name = account.display_name.unwrap_or_default();
    let said = Said::by("account/rename", "display_name", &name);
    view! {
        <Region id="profile" title="Profile" forms=&["account/rename", "account/language", "theme/choose"]>
            <p class="muted">"You are known here as " <b>{account.email}</b> "."</p>
            <form class="field-and-button" method="post" action="/api/account/rename">
                <TextField
                    id="display-name"
                    name="display_name"
                    label="Display name"
                    said
                    autocomplete="name"
                    maxlength=DisplayName::MAX
                />
                <button class="button">"Save name"</button>
            </form>
            <LanguageForm chosen=account.language />
            <ThemeForm />
        </Region>
    }
}
