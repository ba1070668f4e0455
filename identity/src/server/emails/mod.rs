//! Email addresses of an account.

mod add;
mod make_primary;
mod ownership;
mod remove;
mod verification;

pub(super) use ownership::{find_verified_owner, sync_primary_email};

use super::Identity;

/// See [`Identity::emails`].
#[derive(Clone, Copy)]
pub struct Emails<'a> {
    pub(super) identity: &'a Identity,
}
