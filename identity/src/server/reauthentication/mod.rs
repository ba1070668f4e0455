//! Reauthentication: a fresh proof that the member is still the one using the browser.

mod code;
mod passkey;

use super::Identity;

/// See [`Identity::reauthentication`].
#[derive(Clone, Copy)]
pub struct Reauthentication<'a> {
    pub(super) identity: &'a Identity,
}
