//! One passkey of the list.

use leptos::prelude::*;

use crate::{
    domain::account::{Passkey, PasskeyName},
    error::Refusal,
    ui::time::Time,
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
    let (field, problem) = (format!("name-of-{id}"), format!("name-of-{id}-problem"));
    let refused = refusal.is_some();
    let typed = refusal.as_ref().map_or(&*name, |refusal| refusal.typed("name")).to_owned();
    view! {
        <details open=refused>
            <summary class="button quiet">
                "Rename"<span class="sr-only">" " {name.clone()}</span>
            </summary>
            <form class="rename" method="post" action="/api/passkeys/rename">
                <input type="hidden" name="id" value=id />
                <label for=field.clone()>
                    "Name"<span class="sr-only">" of " {name.clone()}</span>
                </label>
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
                <button class="button">
                    "Save"<span class="sr-only">" name of " {name}</span>
                </button>
            </form>
        </details>
    }
}
