//! Codes sent by email, and what a page may know of one under way.

use serde::{Deserialize, Serialize};

use crate::model::validation::{Rule, ValidationError};

/// A code as it was mailed: [`Code::DIGITS`] digits. Spaces and hyphens between them are forgiven.
pub struct Code(String);

impl Code {
    pub const DIGITS: usize = 6;

    /// # Errors
    /// [`ValidationError`].
    pub fn parse(raw: &str) -> Result<Self, ValidationError> {
        let digits: String = raw.chars().filter(|c| !c.is_whitespace() && *c != '-').collect();
        if digits.is_empty() {
            return Err(ValidationError::new("code", Rule::Required));
        }
        if digits.len() != Self::DIGITS || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(ValidationError::new("code", Rule::Code));
        }
        Ok(Self(digits))
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The code that this browser has asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pending {
    pub purpose: Purpose,
    /// Where it was sent to.
    pub email: String,
    /// Too old, or tried too often: only a new one helps.
    pub over: bool,
}

/// What a code is good for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    SignIn,
    SignUp,
    /// Proves an address of an account.
    Verify,
    /// Confirms that it is them.
    Confirm,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_may_be_typed_in_groups() {
        assert_eq!(Code::parse(" 123 456\n").unwrap().as_str(), "123456");
        assert_eq!(Code::parse("123-456").unwrap().as_str(), "123456");
    }

    #[test]
    fn anything_else_is_no_code() {
        for raw in ["12345", "1234567", "12345a", "１２３４５６", "-1+23456"] {
            assert_eq!(Code::parse(raw).err(), Some(ValidationError::new("code", Rule::Code)), "{raw:?}");
        }
        assert_eq!(Code::parse(" - ").err(), Some(ValidationError::new("code", Rule::Required)));
    }
}
