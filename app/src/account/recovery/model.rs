//! Recovery codes: what lets people in who have lost their passkeys and their mail.

use crate::model::validation::{Rule, ValidationError};

/// A recovery code in the form in which it was made: [`RecoveryCode::GROUPS`] groups of [`RecoveryCode::GROUP`] characters, with
/// hyphens between them. Case, blanks and hyphens are forgiven.
pub struct RecoveryCode(String);

impl RecoveryCode {
    pub const GROUPS: usize = 4;
    pub const GROUP: usize = 5;

    /// Lower case letters and digits, less those that look like others in print.
    const ALPHABET: &str = "abcdefghjkmnpqrstuvwxyz23456789";

    /// # Errors
    /// [`ValidationError`].
    pub fn parse(raw: &str) -> Result<Self, ValidationError> {
        let typed: Vec<char> =
            raw.chars().filter(|c| !c.is_whitespace() && *c != '-').map(|c| c.to_ascii_lowercase()).collect();
        if typed.is_empty() {
            return Err(ValidationError::new("code", Rule::Required));
        }
        if typed.len() != Self::GROUPS * Self::GROUP || !typed.iter().all(|c| Self::ALPHABET.contains(*c)) {
            return Err(ValidationError::new("code", Rule::RecoveryCode));
        }
        let groups: Vec<String> = typed.chunks(Self::GROUP).map(|group| group.iter().collect()).collect();
        Ok(Self(groups.join("-")))
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Codes that have just been made: the one page that shows them finds them as context.
#[derive(Clone)]
pub struct NewCodes(pub Vec<String>);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_may_be_typed_as_people_type() {
        for raw in ["abcde-fghjk-mnpqr-stuv2", " ABCDE fghjk\tmnpqr  STUV2\n", "abcdefghjkmnpqrstuv2"] {
            assert_eq!(RecoveryCode::parse(raw).unwrap().as_str(), "abcde-fghjk-mnpqr-stuv2", "{raw:?}");
        }
    }

    #[test]
    fn anything_else_is_no_code() {
        for raw in [
            "abcde-fghjk-mnpqr-stuv",
            "abcde-fghjk-mnpqr-stuv22",
            "abcde-fghjk-mnpqr-stuv0",
            "ilo01-fghjk-mnpqr-stuv2",
            "äbcde-fghjk-mnpqr-stuv2",
            "abcde_fghjk_mnpqr_stuv2",
        ] {
            assert_eq!(
                RecoveryCode::parse(raw).err(),
                Some(ValidationError::new("code", Rule::RecoveryCode)),
                "{raw:?}"
            );
        }
        assert_eq!(RecoveryCode::parse(" -- ").err(), Some(ValidationError::new("code", Rule::Required)));
    }
}
