//! The signed-in member as pages show them.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The public part of a member: no session id, no authentication state beyond the method.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MemberProfile {
    pub user_id: Uuid,
    /// The primary address.
    pub email: String,
    pub email_verified: bool,
    pub display_name: Option<String>,
    /// The chosen language (ISO 639-1); without one the browser's language is used.
    pub language: Option<String>,
    /// Whether this session was authenticated with a passkey. If not, this device may have none.
    pub signed_in_with_passkey: bool,
}

impl MemberProfile {
    /// The name to greet the member with: the display name, else the local part of the address.
    #[must_use]
    pub fn greeting(&self) -> &str {
        let local_part = self.email.split('@').next().unwrap_or_default();
        self.display_name.as_deref().filter(|name| !name.is_empty()).unwrap_or(local_part)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ada(display_name: Option<&str>) -> MemberProfile {
        MemberProfile {
            user_id: Uuid::nil(),
            email: "ada@example.org".into(),
            email_verified: false,
            display_name: display_name.map(Into::into),
            language: None,
            signed_in_with_passkey: true,
        }
    }

    #[test]
    fn the_greeting_prefers_the_display_name_over_the_address() {
        assert_eq!(ada(Some("Ada Lovelace")).greeting(), "Ada Lovelace");
        assert_eq!(ada(Some("")).greeting(), "ada");
        assert_eq!(ada(None).greeting(), "ada");
    }
}
