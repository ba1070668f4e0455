//! One passkey of the list.

use leptos::prelude::*;

use crate::{
    domain::account::{Passkey, PasskeyName},
    error::Refusal,
    ui::time::Time,
    words::{locale, t},
};

/// `refusal` says why its last rename was refused, if it was.
#[component]
pub(super) fn Entry(passkey: Passkey, refusal: Option<Refusal>) -> impl IntoView {
    let Passkey { id, name, synced, created, last_used, .. } = passkey;
    let id = id.to_string();
    let created =
        leptos_i18n::td!(locale(), account.passkeys.created, at = move || view! { <Time at=created.clone() /> });
    let last_used = last_used.map(|at| {
        leptos_i18n::td!(locale(), account.passkeys.last_used, at = move || view! { <Time at=at.clone() /> }).into_any()
    });
    let delete = leptos_i18n::td!(locale(), account.passkeys.delete, name = name.clone(), <unseen> = unseen);
    view! {
        <li>
            <p class="head">
                <b>{name.clone()}</b>
                " "
                <span class="badge">
                    {if synced { t!(account.passkeys.synced) } else { t!(account.passkeys.this_device_only) }}
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
fn Rename(id: String, name: String, refusal: Option<Refusal>) -> impl IntoView {
    let (field, problem) = (format!("name-of-{id}"), format!("name-of-{id}-problem"));
    let refused = refusal.is_some();
    let typed = refusal.as_ref().map_or(&*name, |refusal| refusal.typed("name")).to_owned();
    let rename = leptos_i18n::td!(locale(), account.passkeys.rename, name = name.clone(), <unseen> = unseen);
    let label = leptos_i18n::td!(locale(), account.passkeys.name, name = name.clone(), <unseen> = unseen);
    let save = leptos_i18n::td!(locale(), account.passkeys.save, name, <unseen> = unseen);
    view! {
        <details open=refused>
            <summary class="button quiet">{rename}</summary>
            <form class="rename" method="post" action="/api/passkeys/rename">
                <input type="hidden" name="id" value=id />
                <label for=field.clone()>{label}</label>
                <input
                    id=field
                    name="name"
                    value=typed
                    maxlength=PasskeyName::MAX
                    required
                    autocomplete="off"
                    aria-invalid=refused.then_some("true")
                    aria-describedby=problem.clone()
                />
                <p id=problem class="problem">
                    {refusal.map(|refusal| refusal.error.to_string())}
                </p>
                <button class="button">{save}</button>
            </form>
        </details>
    }
}

/// What those alone are told who don't see which passkey it is beside.
fn unseen(text: ChildrenFn) -> impl IntoView {
    view! { <span class="sr-only">{text()}</span> }
}
