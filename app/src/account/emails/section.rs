//! The part of the account page about addresses.

use leptos::prelude::*;

use crate::{
    account::region::Region,
    domain::{account::Address, email::Email},
    ui::field::{Said, TextField},
};

const FORMS: &[&str] = &["emails/add", "emails/send-code", "emails/make-primary", "emails/remove"];

#[component]
pub fn Emails(emails: Vec<Address>) -> impl IntoView {
    let said = Said::by("emails/add", "email", "");
    view! {
        <Region id="email" title="Email" forms=FORMS>
            <p class="muted">"A code to a verified address signs you in where you have no passkey."</p>
            <ul role="list" class="entries" aria-label="Email addresses">
                {emails.into_iter().map(|address| view! { <Item address /> }).collect_view()}
            </ul>
            <form class="field-and-button" method="post" action="/api/emails/add">
                <TextField
                    id="new-email"
                    name="email"
                    label="New email address"
                    said
                    kind="email"
                    autocomplete="email"
                    maxlength=Email::MAX
                    required=true
                />
                <button class="button">"Add address"</button>
            </form>
        </Region>
    }
}

#[component]
fn Item(address: Address) -> impl IntoView {
    let Address { id, email, primary, verified } = address;
    let verify = (!verified).then(|| {
        let label = format!("Verify {email}");
        view! {
            <button class="button" formaction="/api/emails/send-code" aria-label=label>
                "Verify"
            </button>
        }
    });
    let make_primary = (verified && !primary).then(|| {
        let label = format!("Make {email} primary");
        view! {
            <button class="button" formaction="/api/emails/make-primary" aria-label=label>
                "Make primary"
            </button>
        }
    });
    let remove = (!primary).then(|| {
        let label = format!("Remove {email}");
        view! {
            <button class="button quiet" formaction="/api/emails/remove" aria-label=label>
                "Remove"
            </button>
        }
    });
    view! {
        <li>
            <p class="head">
                <b>{email}</b>
                " "
                {primary.then(|| view! { <span class="badge">"Primary"</span>" " })}
                <span class="badge">{if verified { "Verified" } else { "Unverified" }}</span>
            </p>
            <form class="tools" method="post">
                <input type="hidden" name="id" value=id.to_string() />
                {verify}
                {make_primary}
                {remove}
            </form>
        </li>
    }
}
