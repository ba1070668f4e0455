//! Templates of emails. The server renders them.

use serde::{Deserialize, Serialize};

/// The template of an email and its values.
///
/// Has no `Debug`: codes don't belong in logs.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum EmailTemplate {
    SignInCode {
        code: String,
    },
    /// A sign-in code was requested for an address that no account has verified.
    NoAccount,
    SignUpCode {
        code: String,
    },
    /// A sign-up code was requested for an address that an account has verified.
    AlreadyRegistered,
    VerificationCode {
        code: String,
    },
    /// Another account tried to add this verified address.
    EmailTaken,
    ReauthenticationCode {
        code: String,
    },
    PasskeyAdded,
    PasskeyDeleted,
    /// The signature counter of a passkey went backwards, and it was rejected.
    PasskeyPossiblyCloned,
    EmailAdded,
    /// Sent to the previous primary address.
    PrimaryEmailChanged,
    EmailRemoved,
    RecoveryUsed,
    AccountDeleted,
}
