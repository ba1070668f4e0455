//! Passkeys among the suggestions of the email field (conditional mediation, WebAuthn L3 §5.1.4): a
//! request that is pending while the page is open, is replaced by that of the button, and is
//! renewed before its challenge expires.

use std::{cell::RefCell, time::Duration};

use leptos::{prelude::*, task::spawn_local};
use web_sys::{AbortController, AbortSignal};

use super::authentication::{go_to_next_page, sign_in};
use crate::{
    passkeys::{
        button::PasskeyAction,
        webauthn::{Mediation, WebAuthnError, supports_conditional_mediation},
    },
    ui::browser::sleep,
};

thread_local! {
    /// Aborts the pending request: a page can have only one.
    static PENDING: RefCell<Option<AbortController>> = const { RefCell::new(None) };
}

/// The time between renewals; the server keeps a challenge for five minutes.
const RENEWAL_INTERVAL: Duration = Duration::from_mins(4);

/// Milliseconds before a request is repeated after an error, so that an authenticator that fails at
/// once is not called in a busy loop.
const RETRY_DELAY: i32 = 2_000;

/// Server errors that are shown: those that the user has caused by choosing a passkey.
const SHOWN_ERRORS: [&str; 3] = ["unknown_passkey", "passkey_rejected", "challenge_expired"];

/// Starts a request now, in every interval, and whenever the page becomes visible, because another
/// tab may have replaced the challenge. Does nothing while the button's dialog is open, which can
/// hide the page.
pub fn start(action: PasskeyAction) {
    let renew = move || {
        if !document().hidden() && !action.pending.get_untracked() {
            spawn_local(request(action));
        }
    };
    renew();
    // Both live as long as the page.
    window_event_listener_untyped("visibilitychange", move |_| renew());
    set_interval(renew, RENEWAL_INTERVAL);
}

/// Aborts the pending request and returns the signal for the next one.
pub fn replace_request() -> AbortSignal {
    PENDING.with_borrow_mut(|pending| {
        if let Some(previous) = pending.take() {
            previous.abort();
        }
        let controller = AbortController::new()
            .unwrap_or_else(|_| unreachable!("browsers with WebAuthn have AbortController"));
        let signal = controller.signal();
        *pending = Some(controller);
        signal
    })
}

/// Offers passkeys in the field until one signs in, or until another request replaces this one.
pub async fn request(action: PasskeyAction) {
    if !supports_conditional_mediation().await {
        return;
    }
    loop {
        let signal = replace_request();
        match sign_in(Mediation::Conditional, &signal).await {
            Ok(()) => return go_to_next_page(),
            Err(error) if SHOWN_ERRORS.iter().any(|name| error.is(name)) => {
                action.error.set(Some(error));
            }
            Err(WebAuthnError::Cancelled | WebAuthnError::TimedOut) => {}
            // The button shows these.
            Err(_) => return,
        }
        sleep(RETRY_DELAY).await;
        if signal.aborted() {
            return;
        }
    }
}
