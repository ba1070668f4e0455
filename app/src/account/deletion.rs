//! The end of the account.

use leptos::prelude::*;

use super::region::Region;
use crate::ui::field::{Said, TextField};

#[component]
pub fn Deletion(email: String) -> impl IntoView {
    let said = Said::by("account/delete", "email", "");
    view! {
        <Region id="delete" title="Delete account" forms=&["account/delete"]>
            <p class="muted">
                "Your account, your passkeys and all that you keep here are deleted at once. Nobody can bring them back."
            </p>
            <form class="field-and-button" method="post" action="/api/account/delete">
                <TextField
                    id="delete-email"
                    name="email"
                    label=format!("Type {email} to confirm")
                    said
                    required=true
                />
                <button class="button danger">"Delete account"</button>
            </form>
        </Region>
    }
}
