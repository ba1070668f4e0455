//! The section "Delete account".

use leptos::prelude::*;

use crate::{
    i18n::t,
    ui::{
        field::{FormState, TextField},
        form::PostForm,
        region::Region,
    },
};

#[component]
pub fn DeletionSection(email: String) -> impl IntoView {
    let label = t!(account.deletion.type_email, email = &email);
    let field = FormState::of("account/delete").field("email", &label, "");
    view! {
        <Region id="delete" title=t!(account.deletion.title) forms=&["account/delete"]>
            <p class="muted">{t!(account.deletion.warning)}</p>
            <PostForm class="field-and-button" action="/api/account/delete">
                <TextField field required=true />
                <button class="button danger">{t!(account.deletion.delete)}</button>
            </PostForm>
        </Region>
    }
}
