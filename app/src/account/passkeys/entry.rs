//! One passkey of the list.

use leptos::prelude::*;

use crate::{
    domain::{
        account::{Passkey, PasskeyName},
        invalid::Field,
    },
    error::Refusal,
    ui::{
        field::{Said, TextField},
        time::Time,
    },
};

/// `refusal` says why its last rename was refused, if it was.
#[component]
pub(super) fn Entry(passkey: Passkey, refusal: Option<Refusal>) -> impl IntoView {
    let Passkey { id, name, synced, created, last_used, .. } = passkey;
    let id = id.to_string();
    view! {
        <li>
            <p class="head">
                <b>{name.clone()}</b>
                " "
                <span class="badge">{if synced { "Synced" } else { "This device only" }}</span>
            </p>
            <p class="muted">
                "Created " <Time at=created /> ". "
                {match last_used {
                    Some(at) => view! { "Last used " <Time at /> "." }.into_any(),
                    None => "Never used.".into_any(),
                }}
            </p>
            <div class="tools">
                <Rename id=id.clone() name=name.clone() refusal />
                <form method="post" action="/api/passkeys/delete">
                    <input type="hidden" name="id" value=id />
                    <button class="button quiet">
                        "Delete"<span class="sr-only">" " {name}</span>
                    </button>
                </form>
            </div>
        </li>
    }
}

#[component]
fn Rename(id: String, name: String, refusal: Option<Refusal>) -> impl IntoView {
    let said = Said::of(refusal.as_ref(), Field::PasskeyName, "name", &name);
    view! {
        <details open=refusal.is_some()>
            <summary class="button quiet">
                "Rename"<span class="sr-only">" " {name.clone()}</span>
            </summary>
            <form class="rename" method="post" action="/api/passkeys/rename">
                <input type="hidden" name="id" value=id.clone() />
                <TextField
                    id=format!("name-of-{id}")
                    name="name"
                    label="Name"
                    of=name.clone()
                    said
                    maxlength=PasskeyName::MAX
                    required=true
                />
                <button class="button">
                    "Save"<span class="sr-only">" name of " {name}</span>
                </button>
            </form>
        </details>
    }
}
