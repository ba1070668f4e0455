//! A user with an email address and an authenticator.

use identity::Member;
use test_support::VirtualAuthenticator;
use uuid::Uuid;

use super::ORIGIN;

/// No other test uses this address or this authenticator.
pub struct TestUser {
    pub email: String,
    pub authenticator: VirtualAuthenticator,
}

impl TestUser {
    pub fn new() -> Self {
        Self::with_email(format!("{}@example.org", Uuid::new_v4()))
    }

    pub fn with_email(email: String) -> Self {
        Self { email, authenticator: VirtualAuthenticator::new(ORIGIN) }
    }

    /// The same user at a device without a passkey.
    pub fn on_another_device(&self) -> Self {
        Self::with_email(self.email.clone())
    }
}

/// Methods and assurance level as text: what tokens and the database contain.
pub fn auth_methods(member: &Member) -> (Vec<&'static str>, &'static str) {
    (member.amr.iter().map(Into::into).collect(), member.aal.into())
}
