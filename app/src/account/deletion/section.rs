//! The end of the account.

use leptos::prelude::*;

use crate::ui::region::Region;
use crate::{
    i18n::t,
    ui::field::{FormState, TextField},
};

#[component]
pub fn Deletion(email: String) -> impl IntoView {
    let label = t!(account.deletion.type_email, email = &email);
    let field = FormState::of("account/delete").field("email", &label, "");
    view! {
        <Region id="delete" title=t!(account.deletion.title) forms=&["account/delete"]>
            <p class="muted">
                {t!(account.deletion.warning)}
            </p>
            <form class="field-and-button" method="post" action="/api/account/delete">
                <TextField field required=true />
                <button class="button danger">{t!(account.deletion.delete)}</button>
            </form>
        </Region>
    }
}
