//! One passkey of the list.

use leptos::prelude::*;

use crate::{
    account::model::{Passkey, PasskeyName},
    error::FormError,
    i18n::{locale, t},
    ui::{
        field::{FormState, TextField},
        timestamp::Timestamp,
    },
};

/// `refusal` says why its last rename was refused, if it was.
#[component]
pub fn Entry(passkey: Passkey, refusal: Option<FormError>) -> impl IntoView {
    let Passkey { id, name, synced, created_at, last_used_at, .. } = passkey;
    let id = id.to_string();
    let created =
        leptos_i18n::td!(locale(), account.passkeys.created, at = move || view! { <Timestamp at=created_at /> });
    let last_used = last_used_at.map(|at| {
        leptos_i18n::td!(locale(), account.passkeys.last_used, at = move || view! { <Timestamp at /> }).into_any()
    });
    let delete = leptos_i18n::td!(locale(), account.passkeys.delete, name = name.clone(), <unseen> = unseen);
    view! {
        <li>
            <p class="head">
                <b>{name.clone()}</b>
                " "
                <span class="badge">
                    {if synced { t!(account.passkeys.synced) } else { t!(account.passkeys.not_synced) }}
                </span>
            </p>
            <p class="muted">{created} " " {last_used.unwrap_or_else(|| t!(account.passkeys.never_used).into_any())}</p>
            <div class="tools">
                <Rename id=id.clone() name refusal />
                <form method="post" action="/api/passkeys/delete">
                    <input type="hidden" name="id" value=id />
                    <button class="button quiet">{delete}</button>
                </form>
            </div>
        </li>
    }
}

#[component]
fn Rename(id: String, name: String, refusal: Option<FormError>) -> impl IntoView {
    let open = refusal.is_some();
    let form = FormState::of_row(refusal, &id, &name);
    let field = form.field("name", t!(account.passkeys.name), &name);
    let rename = leptos_i18n::td!(locale(), account.passkeys.rename, name = name.clone(), <unseen> = unseen);
    let save = leptos_i18n::td!(locale(), account.passkeys.save, name = name.clone(), <unseen> = unseen);
    view! {
        <details open=open>
            <summary class="button quiet">{rename}</summary>
            <form class="rename-form" method="post" action="/api/passkeys/rename">
                <input type="hidden" name="id" value=id.clone() />
                <TextField
                    field
                    maxlength=PasskeyName::MAX
                    required=true
                />
                <button class="button">{save}</button>
            </form>
        </details>
    }
}

/// What those alone are told who don't see which passkey it is beside.
fn unseen(text: ChildrenFn) -> impl IntoView {
    view! { <span class="sr-only">{text()}</span> }
}
