//! The part of the account page that lists the passkeys. Plain forms; only adding one needs JavaScript.

use leptos::{either::Either, prelude::*};

use super::row::Entry;
use crate::passkeys::signal_passkeys::{ID, SignalPasskeys};
use crate::{account::model::Passkey, error::FormError, i18n::t, ui::region::Region};

/// As many as an account may have.
const MOST: usize = 10;

/// `user` is the account's id as authenticators know it, in base64url; `name` and `display_name` what they call it.
#[component]
pub fn Passkeys(passkeys: Vec<Passkey>, user: String, name: String, display_name: String) -> impl IntoView {
    let count = passkeys.len();
    let all: Vec<_> = passkeys.iter().map(|passkey| passkey.credential_id.clone()).collect();
    let rename = FormError::of("passkeys/rename").filter(|refusal| refusal.error.field().is_some());
    // Where what was typed was too long to come back, nothing says which passkey it was for.
    let above =
        rename.as_ref().filter(|refusal| refusal.typed("id").is_empty()).map(|refusal| refusal.error.to_string());
    let entries = passkeys.into_iter().map(|passkey| {
        let refusal = rename.clone().filter(|refusal| refusal.typed("id") == passkey.id.to_string());
        view! { <Entry passkey refusal /> }
    });
    let entries = entries.collect_view();
    view! {
        <Region id="passkeys" title=t!(account.passkeys.title) forms=&["passkeys/rename", "passkeys/delete"]>
            <p class="muted">
                {t!(account.passkeys.intro)}
            </p>
            {above.map(|problem| view! { <p role="alert" class="notice">{problem}</p> })}
            {if count == 0 {
                Either::Left(view! { <p>{t!(account.passkeys.none)}</p> })
            } else {
                Either::Right(view! {
                    <ul role="list" aria-label=t!(account.passkeys.list) class="entries">
                        {entries}
                    </ul>
                })
            }}
            {if count < MOST {
                Either::Left(view! {
                    <a class="button" href="/account/add-passkey">
                        {t!(account.passkeys.add)}
                    </a>
                })
            } else {
                Either::Right(view! { <p class="muted">{t!(account.passkeys.limit_reached, max = MOST)}</p> })
            }}
            <div
                id=ID
                hidden
                data-user=user
                data-name=name
                data-display-name=display_name
                data-credentials=all.join(" ")
            >
                <SignalPasskeys />
            </div>
        </Region>
    }
}
