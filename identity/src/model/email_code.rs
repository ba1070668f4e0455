//! One-time codes sent by email.

use std::time::Duration;

use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr};

/// What a code authorizes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, EnumString, IntoStaticStr)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum CodePurpose {
    SignIn,
    SignUp,
    /// Verifies an email address of the signed-in member.
    VerifyEmail,
    /// Reauthenticates the signed-in member.
    Reauthenticate,
}

/// The code that a browser is expected to enter, whether or not one was sent.
///
/// Has no `Debug`: email addresses don't belong in logs.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PendingCode {
    pub purpose: CodePurpose,
    /// As it was typed.
    pub email: String,
    /// The time until another code can be requested; zero if it can be requested now.
    pub resend_in: Duration,
    /// Zero when the code has expired or too many attempts were wrong.
    pub attempts_left: u8,
}

impl PendingCode {
    /// Whether the code can no longer be redeemed: the user has to request another one.
    #[must_use]
    pub fn is_expired(&self) -> bool {
        self.attempts_left == 0
    }
}
