//! Text that a user typed: trimmed, bounded, printable.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::validation::{Rule, ValidationError};

/// A line of 1 to `MAX` characters, trimmed, without control characters. With `MULTILINE`, line
/// breaks and tabs are allowed.
///
/// Parsed on write only: a row read from the database is taken as it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Text<const MAX: usize, const MULTILINE: bool = false>(String);

/// A [`Text`] of several lines.
pub type MultilineText<const MAX: usize> = Text<MAX, true>;

impl<const MAX: usize, const MULTILINE: bool> Text<MAX, MULTILINE> {
    /// In characters: the form's `maxlength` and the table's constraint.
    pub const MAX: usize = MAX;

    /// `field` is the name of the form field, for the error.
    ///
    /// # Errors
    /// [`Rule::Required`], [`Rule::MaxLength`], [`Rule::Printable`].
    pub fn parse(field: &'static str, raw: &str) -> Result<Self, ValidationError> {
        Self::parse_optional(field, raw)?.ok_or(ValidationError::new(field, Rule::Required))
    }

    /// `None` for a blank field.
    ///
    /// # Errors
    /// [`Rule::MaxLength`], [`Rule::Printable`].
    pub fn parse_optional(field: &'static str, raw: &str) -> Result<Option<Self>, ValidationError> {
        let invalid = |rule| Err(ValidationError::new(field, rule));
        // Browsers send line breaks as CRLF (HTML, "form-data set").
        let text = raw.trim().replace("\r\n", "\n");
        let is_allowed = |c: char| !c.is_control() || MULTILINE && matches!(c, '\n' | '\t');
        match text.chars().count() {
            0 => Ok(None),
            length if length > MAX => invalid(Rule::MaxLength(MAX)),
            _ if !text.chars().all(is_allowed) => invalid(Rule::Printable),
            _ => Ok(Some(Self(text))),
        }
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl<const MAX: usize, const MULTILINE: bool> fmt::Display for Text<MAX, MULTILINE> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    type Line = Text<5>;

    fn rule(raw: &str) -> Option<Rule> {
        Line::parse("name", raw).err().map(|error| error.rule)
    }

    #[test]
    fn text_is_trimmed_and_otherwise_kept() {
        assert_eq!(Line::parse("name", "  <b>🥛 ").unwrap().as_str(), "<b>🥛");
    }

    #[test]
    fn blank_text_is_missing() {
        assert_eq!(rule(" \n\t "), Some(Rule::Required));
        assert_eq!(Line::parse_optional("name", "  "), Ok(None));
    }

    #[test]
    fn length_is_counted_in_characters() {
        assert_eq!(rule("üüüüü"), None);
        assert_eq!(rule("üüüüüü"), Some(Rule::MaxLength(5)));
    }

    #[test]
    fn control_characters_are_rejected() {
        for raw in ["a\u{0}b", "a\tb", "a\nb", "a\u{85}b"] {
            assert_eq!(rule(raw), Some(Rule::Printable), "{raw:?}");
        }
    }

    #[test]
    fn multiline_text_keeps_its_line_breaks() {
        let text = MultilineText::<9>::parse("body", "a\r\n\tb\n").unwrap();
        assert_eq!(text.as_str(), "a\n\tb");
        assert!(MultilineText::<9>::parse("body", "a\u{0}").is_err());
    }
}
