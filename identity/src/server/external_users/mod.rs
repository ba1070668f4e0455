//! Users of an external identity provider, whose events are applied to accounts here.

mod apply;
mod event;

pub use event::{ExternalProfile, UserChange, UserEvent};

use super::Identity;

/// See [`Identity::external_users`].
#[derive(Clone, Copy)]
pub struct ExternalUsers<'a> {
    pub(super) identity: &'a Identity,
}
