//! The page `/login/recovery`, which signs in with a recovery code.

use leptos::prelude::*;
use leptos_i18n::td;

use crate::{
    i18n::{locale, t},
    ui::{
        auth_card::AuthCard,
        field::{Field, FormState, TextField},
        form::PostForm,
        form_error::FormErrorMessage,
        page_meta::PageMeta,
    },
};

const REDEEM_CODE: &str = "recovery/redeem-code";

#[component]
pub fn RecoverySignInPage() -> impl IntoView {
    let form = FormState::of(REDEEM_CODE);
    let field = form.field("code", t!(account.recovery.sign_in.code), "");
    let field = Field { autofocus: true, ..field };
    let other_methods =
        td!(locale(), account.recovery.sign_in.other_methods, <sign_in> = <a href="/login" />);
    view! {
        <PageMeta
            title=t!(account.recovery.sign_in.title)
            description=t!(account.recovery.sign_in.description)
        />
        <AuthCard title=t!(account.recovery.sign_in.title)>
            <p class="muted">{t!(account.recovery.sign_in.intro)}</p>
            <FormErrorMessage endpoints=&[REDEEM_CODE] />
            <PostForm class="stack" action=format!("/api/{REDEEM_CODE}")>
                <TextField
                    field
                    is_code=true
                    placeholder="abcde-fghjk-mnpqr-stuvw"
                    required=true
                />
                <button class="button primary large">{t!(account.recovery.sign_in.submit)}</button>
            </PostForm>
            <p class="aside">{other_methods}</p>
        </AuthCard>
    }
}
