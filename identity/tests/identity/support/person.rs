//! Somebody with an address and a device, and what the database holds of them.

use identity::Member;
use uuid::Uuid;

use super::{ORIGIN, device::Device};

/// Nobody else in the tests has this address or this device.
pub struct Person {
    pub email: String,
    pub device: Device,
}

impl Person {
    pub fn new() -> Self {
        Self { email: format!("{}@example.org", Uuid::new_v4()), device: Device::new(ORIGIN) }
    }

    /// The same person at a device that has no passkey yet.
    pub fn elsewhere(&self) -> Self {
        Self { email: self.email.clone(), device: Device::new(ORIGIN) }
    }
}

/// Methods and assurance level as their texts, which tokens and the database contain.
pub fn auth_methods(member: &Member) -> (Vec<&'static str>, &'static str) {
    (member.amr.iter().map(Into::into).collect(), member.aal.into())
}

/// Rows of one person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Traces {
    pub accounts: i64,
    pub passkeys: i64,
    pub sessions: i64,
}

impl Traces {
    pub const NONE: Self = Self { accounts: 0, passkeys: 0, sessions: 0 };
}
