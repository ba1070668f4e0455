//! What the member is called, and how pages look in this browser.

use leptos::prelude::*;

use crate::ui::region::Region;
use crate::{
    account::model::{MemberProfile, DisplayName},
    i18n::{locale, t},
    preferences::{language::LanguageForm, theme::ThemeForm},
    ui::field::{FormState, TextField},
};

#[component]
pub fn Profile(account: MemberProfile) -> impl IntoView {
    let name = account.display_name.unwrap_or_default();
    let known_as = leptos_i18n::td!(
        locale(),
        account.profile.signed_in_as,
        email = account.email,
        <b> = |name: ChildrenFn| view! { <b>{name()}</b> }
    );
    let form = FormState::of("account/rename");
    let field = form.field("display_name", t!(account.profile.display_name), &name);
    view! {
        <Region id="profile" title=t!(account.profile.title) forms=&["account/rename", "account/language", "preferences/theme"]>
            <p class="muted">{known_as}</p>
            <form class="field-and-button" method="post" action="/api/account/rename">
                <TextField
                    field
                    autocomplete="name"
                    maxlength=DisplayName::MAX
                />
                <button class="button">{t!(account.profile.save)}</button>
            </form>
            <LanguageForm chosen=account.language />
            <ThemeForm />
        </Region>
    }
}
