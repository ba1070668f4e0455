//! Data types of an account, without I/O. They also compile for the browser.

mod auth_method;
mod credentials;
mod email_code;
mod profile;

pub use auth_method::{AuthMethod, ReauthMethods};
pub use credentials::{AccountCredentials, ActiveSession, EmailAddress, Passkey};
pub use email_code::{CodePurpose, PendingCode};
pub use profile::MemberProfile;

/// The maximum number of passkeys, of email addresses and of sessions per account.
pub const MAX_PER_ACCOUNT: u8 = 10;
