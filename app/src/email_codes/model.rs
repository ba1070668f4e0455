//! One-time codes sent by email.

use crate::model::validation::{Rule, ValidationError};

/// A code of [`EmailCode::DIGITS`] digits.
pub struct EmailCode(String);

impl EmailCode {
    pub const DIGITS: usize = 6;

    /// Ignores spaces and hyphens between the digits.
    ///
    /// # Errors
    /// [`Rule::Required`], [`Rule::Code`].
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
    fn a_code_may_contain_spaces_and_hyphens() {
        assert_eq!(EmailCode::parse(" 123 456\n").unwrap().as_str(), "123456");
        assert_eq!(EmailCode::parse("123-456").unwrap().as_str(), "123456");
    }

    #[test]
    fn anything_else_is_rejected() {
        for raw in ["12345", "1234567", "12345a", "１２３４５６", "-1+23456"] {
            assert_eq!(
                EmailCode::parse(raw).err(),
                Some(ValidationError::new("code", Rule::Code)),
                "{raw:?}"
            );
        }
        assert_eq!(
            EmailCode::parse(" - ").err(),
            Some(ValidationError::new("code", Rule::Required))
        );
    }
}
