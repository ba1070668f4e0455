//! Lifetimes of sessions.

use std::time::Duration;

/// How long a member's session lasts.
#[derive(Debug, Clone, Copy)]
pub struct SessionLimits {
    /// Since the last request.
    pub idle: Duration,
    /// Since the sign-in.
    pub absolute: Duration,
}

impl Default for SessionLimits {
    fn default() -> Self {
        const DAY: u64 = 24 * 60 * 60;
        Self { idle: Duration::from_secs(7 * DAY), absolute: Duration::from_secs(30 * DAY) }
    }
}
