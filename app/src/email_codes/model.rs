//! Codes sent by email, and what a page may know of one under way.

pub use identity::{CodePurpose, PendingCode};

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
