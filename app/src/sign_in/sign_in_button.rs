//! The button that signs in with a passkey. [`super::autofill`] offers passkeys in the field beside
//! it.

use leptos::prelude::*;

use super::{
    authentication::{go_to_next_page, sign_in},
    autofill,
};
use crate::{
    i18n::t,
    passkeys::{
        button::{PasskeyAction, PasskeyButton},
        webauthn::Mediation,
    },
    ui::hydration::on_hydration,
};

#[island]
pub fn SignInButton() -> impl IntoView {
    let action = PasskeyAction::default();
    on_hydration(move || autofill::start(action));

    let on_click = Callback::new(move |()| {
        action.dispatch(async move {
            match sign_in(Mediation::Modal, &autofill::replace_request()).await {
                Ok(()) => go_to_next_page(),
                Err(error) => {
                    action.fail(error);
                    autofill::request(action).await;
                }
            }
            Ok(())
        });
    });
    view! { <PasskeyButton label=t!(sign_in.with_passkey) action on_click /> }
}
