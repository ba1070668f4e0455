//! The section "Profile".

use identity::MemberProfile;
use leptos::prelude::*;
use leptos_i18n::td;

use crate::{
    account::model::DisplayName,
    i18n::{locale, t},
    preferences::{language::LanguageForm, theme::ThemeForm},
    ui::{
        field::{FormState, TextField},
        form::PostForm,
        region::Region,
    },
};

const SET_DISPLAY_NAME: &str = "profile/set-display-name";
const FORMS: &[&str] = &[SET_DISPLAY_NAME, "profile/set-language", "preferences/theme"];

#[component]
pub fn ProfileSection(member: MemberProfile) -> impl IntoView {
    let MemberProfile { email, display_name, language, .. } = member;
    let signed_in_as = td!(locale(), account.profile.signed_in_as, email, <b> = <b />);
    let form = FormState::of(SET_DISPLAY_NAME);
    let label = t!(account.profile.display_name);
    let field = form.field("display_name", label, &display_name.unwrap_or_default());
    view! {
        <Region id="profile" title=t!(account.profile.title) forms=FORMS>
            <p class="muted">{signed_in_as}</p>
            <PostForm class="field-and-button" action=format!("/api/{SET_DISPLAY_NAME}")>
                <TextField field autocomplete="name" maxlength=DisplayName::MAX />
                <button class="button">{t!(account.profile.save)}</button>
            </PostForm>
            <LanguageForm chosen=language />
            <ThemeForm />
        </Region>
    }
}
