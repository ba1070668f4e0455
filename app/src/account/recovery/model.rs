//! Recovery codes, for members who have lost their passkeys and access to their email.

use crate::model::validation::{Rule, ValidationError};

/// A recovery code, normalized to [`RecoveryCode::GROUPS`] groups of [`RecoveryCode::GROUP_LENGTH`]
/// characters that are separated by hyphens.
pub struct RecoveryCode(String);

impl RecoveryCode {
    pub const GROUPS: usize = 4;
    pub const GROUP_LENGTH: usize = 5;

    /// Lower-case letters and digits without those that look alike in print.
    const ALPHABET: &str = "abcdefghjkmnpqrstuvwxyz23456789";

    /// Ignores case, spaces and hyphens.
    ///
    /// # Errors
    /// [`Rule::Required`], [`Rule::RecoveryCode`].
    pub fn parse(raw: &str) -> Result<Self, ValidationError> {
        let is_separator = |c: &char| c.is_whitespace() || *c == '-';
        let characters = raw.chars().filter(|c| !is_separator(c));
        let characters: Vec<char> = characters.map(|c| c.to_ascii_lowercase()).collect();
        if characters.is_empty() {
            return Err(ValidationError::new("code", Rule::Required));
        }
        let is_complete = characters.len() == Self::GROUPS * Self::GROUP_LENGTH;
        if !is_complete || !characters.iter().all(|c| Self::ALPHABET.contains(*c)) {
            return Err(ValidationError::new("code", Rule::RecoveryCode));
        }
        let groups = characters.chunks(Self::GROUP_LENGTH);
        let groups: Vec<String> = groups.map(|group| group.iter().collect()).collect();
        Ok(Self(groups.join("-")))
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Codes that were just created: a context of the page that shows them.
#[derive(Clone)]
pub struct NewRecoveryCodes(pub Vec<String>);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_may_be_typed_with_spaces_and_in_upper_case() {
        for raw in
            ["abcde-fghjk-mnpqr-stuv2", " ABCDE fghjk\tmnpqr  STUV2\n", "abcdefghjkmnpqrstuv2"]
        {
            assert_eq!(
                RecoveryCode::parse(raw).unwrap().as_str(),
                "abcde-fghjk-mnpqr-stuv2",
                "{raw:?}"
            );
        }
    }

    #[test]
    fn anything_else_is_rejected() {
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
        assert_eq!(
            RecoveryCode::parse(" -- ").err(),
            Some(ValidationError::new("code", Rule::Required))
        );
    }
}
