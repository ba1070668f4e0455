//! The person who is signed in.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// What a page may say about the person it is for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Account {
    pub user_id: Uuid,
    pub email: String,
    pub email_verified: bool,
    pub display_name: Option<String>,
}

impl Account {
    /// The name to greet them with: their own choice, else what stands before the `@`.
    #[must_use]
    pub fn greeting(&self) -> &str {
        let local = self.email.split('@').next().unwrap_or_default();
        self.display_name.as_deref().filter(|name| !name.is_empty()).unwrap_or(local)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ada(display_name: Option<&str>) -> Account {
        Account {
            user_id: Uuid::nil(),
            email: "ada@example.org".into(),
            email_verified: false,
            display_name: display_name.map(Into::into),
        }
    }

    #[test]
    fn a_chosen_name_greets_before_the_address() {
        assert_eq!(ada(Some("Ada Lovelace")).greeting(), "Ada Lovelace");
        assert_eq!(ada(Some("")).greeting(), "ada");
        assert_eq!(ada(None).greeting(), "ada");
    }
}
