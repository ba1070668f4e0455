//! Passkeys of an account.

mod authenticators;
mod delete;
mod new_credential;
mod registration;
mod rename;
mod storage;
mod usage;

pub(super) use new_credential::NewCredential;
pub(super) use registration::require_discoverable;
pub(super) use storage::{find, insert, list};
pub(super) use usage::record_use;

use super::Identity;

/// See [`Identity::passkeys`].
#[derive(Clone, Copy)]
pub struct Passkeys<'a> {
    pub(super) identity: &'a Identity,
}
