//! The device that a request comes from.

use serde::{Deserialize, Serialize};

/// The browser and its network address, shown to the member in the list of sessions.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Device {
    /// Truncated to [`Device::USER_AGENT_MAX`] characters when it is stored.
    pub user_agent: Option<String>,
    pub ip_address: Option<String>,
    /// Such as "Chrome on Windows". The default name of a passkey whose authenticator is unknown.
    pub name: Option<String>,
    /// The language of the page, such as `de` (ISO 639-1).
    pub language: Option<String>,
}

impl Device {
    pub const USER_AGENT_MAX: usize = 300;
}
