//! The button that starts a WebAuthn registration or authentication.

use std::future::Future;

use leptos::{prelude::*, task::spawn_local};

use super::webauthn::WebAuthnError;
use crate::ui::{browser::focus_id, pending_button::PendingButton};

const BUTTON_ID: &str = "passkey-button";

/// The state of a button: whether its request is pending, and the error of the last one.
#[derive(Clone, Copy, Default)]
pub struct PasskeyAction {
    pub pending: RwSignal<bool>,
    pub error: RwSignal<Option<WebAuthnError>>,
}

impl PasskeyAction {
    /// Runs `request`, unless one is pending. A successful request leaves the page, so the button
    /// stays disabled.
    pub fn dispatch(self, request: impl Future<Output = Result<(), WebAuthnError>> + 'static) {
        if self.pending.get_untracked() {
            return;
        }
        self.pending.set(true);
        self.error.set(None);
        spawn_local(async move {
            if let Err(error) = request.await {
                self.fail(error);
            }
        });
    }

    /// Shows the error and enables the button.
    pub fn fail(self, error: WebAuthnError) {
        self.error.set(Some(error));
        self.pending.set(false);
        focus_id(BUTTON_ID);
    }
}

/// The button below the error.
#[component]
pub fn PasskeyButton(
    label: &'static str,
    action: PasskeyAction,
    on_click: Callback<()>,
) -> impl IntoView {
    let PasskeyAction { pending, error } = action;
    view! {
        <div class="stack">
            <div role="alert" class="notice">
                {move || error.get().map(|error| error.to_string())}
            </div>
            <PendingButton id=BUTTON_ID label pending on_click />
        </div>
    }
}
