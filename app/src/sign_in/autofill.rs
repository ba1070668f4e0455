//! Passkeys among the suggestions of a field (conditional mediation, WebAuthn L3 §5.1.4): a request that waits on the page,
//! gives way to the button, and is made anew before its challenge is over.

use std::cell::RefCell;

use leptos::{prelude::*, task::spawn_local};
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{AbortController, AbortSignal};

use super::sign_in_form::{go_to_next, sign_in};
use crate::{
    passkeys::webauthn::{Mediation, WebAuthnError, offers_autofill},
    ui::browser::pause,
};

thread_local! {
    /// A browser has one request for credentials at a time; this ends it.
    static PENDING: RefCell<Option<AbortController>> = const { RefCell::new(None) };
}

/// Less than the five minutes that the server keeps a challenge, in milliseconds.
const RENEWAL: i32 = 4 * 60 * 1000;

/// Before the field is armed again after a pick that came to nothing: a device that refuses at once isn't asked without end.
const PAUSE: i32 = 2_000;

/// Arms the field now, whenever the page comes into view (another tab may have ended our challenge), and before time is up.
/// While the button is `busy` its dialog has the word: it may hide and show the page itself.
pub fn keep_armed(busy: RwSignal<bool>, problem: RwSignal<Option<WebAuthnError>>) {
    let again = move || {
        if !document().hidden() && !busy.get_untracked() {
            spawn_local(arm(problem));
        }
    };
    again();
    let again = Closure::<dyn Fn()>::new(again);
    let function = again.as_ref().unchecked_ref();
    let _ = document().add_event_listener_with_callback("visibilitychange", function);
    let _ = window().set_interval_with_callback_and_timeout_and_arguments_0(function, RENEWAL);
    // Both last as long as the page does.
    again.forget();
}

/// Ends what waits, and gives the button a request of its own.
pub fn instead() -> AbortSignal {
    PENDING.with_borrow_mut(|pending| {
        if let Some(waiting) = pending.take() {
            waiting.abort();
        }
        let controller =
            AbortController::new().unwrap_or_else(|_| unreachable!("every browser with passkeys can abort"));
        let signal = controller.signal();
        *pending = Some(controller);
        signal
    })
}

/// Waits for a passkey to be picked. A pick that is refused is told, one that is cancelled needs no word; the field is armed once
/// more after either. A failure to arm is not told: the button is there.
pub(super) async fn arm(problem: RwSignal<Option<WebAuthnError>>) {
    if !offers_autofill().await {
        return;
    }
    loop {
        let signal = instead();
        match sign_in(Mediation::Autofill, &signal).await {
            Ok(()) => return go_to_next(),
            Err(cause)
                if ["unknown_passkey", "passkey_rejected", "challenge_expired"].iter().any(|error| cause.is(error)) =>
            {
                problem.set(Some(cause));
            }
            Err(WebAuthnError::Cancelled | WebAuthnError::TimedOut) => {}
            Err(_) => return,
        }
        pause(PAUSE).await;
        // By now the button may have been pressed, or the field been armed by somebody else.
        if signal.aborted() {
            return;
        }
    }
}
