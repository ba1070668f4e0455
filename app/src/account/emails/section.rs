//! The part of the account page about addresses.

use leptos::prelude::*;

use crate::{
    account::model::EmailAddress,
    i18n::t,
    model::email::Email,
    ui::{
        field::{FormState, TextField},
        region::Region,
    },
};

const FORMS: &[&str] = &["emails/add", "emails/send-code", "emails/make-primary", "emails/remove"];

#[component]
pub fn Emails(emails: Vec<EmailAddress>) -> impl IntoView {
    let form = FormState::of("emails/add");
    let field = form.field("email", t!(account.emails.new_address), "");
    view! {
        <Region id="email" title=t!(account.emails.title) forms=FORMS>
            <p class="muted">{t!(account.emails.intro)}</p>
            <ul role="list" class="entries" aria-label=t!(account.emails.list)>
                {emails.into_iter().map(|address| view! { <Item address /> }).collect_view()}
            </ul>
            <form class="field-and-button" method="post" action="/api/emails/add">
                <TextField
                    field
                    kind="email"
                    autocomplete="email"
                    maxlength=Email::MAX
                    required=true
                />
                <button class="button">{t!(account.emails.add)}</button>
            </form>
        </Region>
    }
}

#[component]
fn Item(address: EmailAddress) -> impl IntoView {
    let EmailAddress { id, email, primary, verified } = address;
    let verify = (!verified).then(|| {
        let label = t!(account.emails.verify_label, email = &email);
        view! {
            <button class="button" formaction="/api/emails/send-code" aria-label=label>
                {t!(account.emails.verify)}
            </button>
        }
    });
    let make_primary = (verified && !primary).then(|| {
        let label = t!(account.emails.make_primary_label, email = &email);
        view! {
            <button class="button" formaction="/api/emails/make-primary" aria-label=label>
                {t!(account.emails.make_primary)}
            </button>
        }
    });
    let remove = (!primary).then(|| {
        let label = t!(account.emails.remove_label, email = &email);
        view! {
            <button class="button quiet" formaction="/api/emails/remove" aria-label=label>
                {t!(account.emails.remove)}
            </button>
        }
    });
    view! {
        <li>
            <p class="head">
                <b>{email}</b>
                " "
                {primary.then(|| view! { <span class="badge">{t!(account.emails.primary)}</span>" " })}
                <span class="badge">{if verified { t!(account.emails.verified) } else { t!(account.emails.unverified) }}</span>
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
