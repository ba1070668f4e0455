//! One passkey of the list.

use identity::Passkey;
use leptos::{either::Either, prelude::*};
use leptos_i18n::td;

use crate::{
    account::model::PasskeyName,
    error::FormError,
    i18n::{locale, t},
    ui::{
        field::{Field, FormState, TextField},
        form::PostForm,
        timestamp::Timestamp,
    },
};

/// `rejected` is the rejected form that renames this or another passkey, if there is one.
#[component]
pub fn PasskeyItem(passkey: Passkey, rejected: Option<FormError>) -> impl IntoView {
    let Passkey { id, name, synced, created_at, last_used_at, .. } = passkey;
    let id = id.to_string();
    let created =
        td!(locale(), account.passkeys.created, at = move || view! { <Timestamp at=created_at /> });
    let last_used = match last_used_at {
        Some(at) => Either::Left(td!(
            locale(),
            account.passkeys.last_used,
            at = move || view! { <Timestamp at /> }
        )),
        None => Either::Right(t!(account.passkeys.never_used)),
    };
    let synced = if synced { t!(account.passkeys.synced) } else { t!(account.passkeys.not_synced) };
    let delete = td!(locale(), account.passkeys.delete, name = name.clone(), <sr_only> = sr_only);
    view! {
        <li>
            <p class="head">
                <b>{name.clone()}</b>
                " "
                <span class="badge">{synced}</span>
            </p>
            <p class="muted">{created} " " {last_used}</p>
            <div class="tools">
                <RenameForm id=id.clone() name rejected />
                <PostForm action="/api/passkeys/delete">
                    <input type="hidden" name="id" value=id />
                    <button class="button quiet">{delete}</button>
                </PostForm>
            </div>
        </li>
    }
}

#[component]
fn RenameForm(id: String, name: String, rejected: Option<FormError>) -> impl IntoView {
    let is_rejected = |form: &FormError| form.typed("id") == id && form.error.field().is_some();
    let rejected = rejected.filter(is_rejected);
    let open = rejected.is_some();
    let form = FormState::of_row(rejected, &id, &name);
    let field = form.field("name", t!(account.passkeys.name), &name);
    let field = Field { autofocus: open, ..field };
    let rename = td!(locale(), account.passkeys.rename, name = name.clone(), <sr_only> = sr_only);
    let save = td!(locale(), account.passkeys.save, name = name.clone(), <sr_only> = sr_only);
    view! {
        <details open=open>
            <summary class="button quiet">{rename}</summary>
            <PostForm class="rename-form" action="/api/passkeys/rename">
                <input type="hidden" name="id" value=id />
                <TextField field maxlength=PasskeyName::MAX required=true />
                <button class="button">{save}</button>
            </PostForm>
        </details>
    }
}

/// Text for screen readers only: sighted users see which passkey a button belongs to.
fn sr_only(text: ChildrenFn) -> impl IntoView {
    view! { <span class="sr-only">{text()}</span> }
}
