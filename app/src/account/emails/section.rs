//! The section "Email".

use identity::EmailAddress;
use leptos::prelude::*;

use crate::{
    i18n::t,
    model::email::Email,
    ui::{
        field::{FormState, TextField},
        form::PostForm,
        region::Region,
    },
};

const FORMS: &[&str] = &["emails/add", "emails/send-code", "emails/make-primary", "emails/remove"];

#[component]
pub fn EmailsSection(emails: Vec<EmailAddress>) -> impl IntoView {
    let form = FormState::of("emails/add");
    let field = form.field("email", t!(account.emails.new_address), "");
    let items = emails.into_iter().map(|email| view! { <EmailItem email /> });
    view! {
        <Region id="email" title=t!(account.emails.title) forms=FORMS>
            <p class="muted">{t!(account.emails.intro)}</p>
            <ul role="list" class="entries" aria-label=t!(account.emails.list)>
                {items.collect_view()}
            </ul>
            <PostForm class="field-and-button" action="/api/emails/add">
                <TextField
                    field
                    kind="email"
                    autocomplete="email"
                    maxlength=Email::MAX
                    required=true
                />
                <button class="button">{t!(account.emails.add)}</button>
            </PostForm>
        </Region>
    }
}

#[component]
fn EmailItem(email: EmailAddress) -> impl IntoView {
    let EmailAddress { id, email, primary, verified } = email;
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
    let primary =
        primary.then(|| view! { <span class="badge">{t!(account.emails.primary)}</span>" " });
    let status = if verified { t!(account.emails.verified) } else { t!(account.emails.unverified) };
    view! {
        <li>
            <p class="head">
                <b>{email}</b>
                " "
                {primary}
                <span class="badge">{status}</span>
            </p>
            <PostForm class="tools">
                <input type="hidden" name="id" value=id.to_string() />
                {verify}
                {make_primary}
                {remove}
            </PostForm>
        </li>
    }
}
