//! Validation errors, in a form that is sent as JSON and shown beside the field.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

/// A rejected value: the name of its form field, and the rule that it breaks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ValidationError {
    pub field: Cow<'static, str>,
    pub rule: Rule,
}

/// A rule that a value can break.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rule {
    /// A required field is blank.
    Required,
    /// More characters than this.
    MaxLength(usize),
    /// Control characters.
    Printable,
    /// A calendar day such as `2026-12-24`.
    Date,
    Email,
    /// A one-time code of six digits.
    Code,
    RecoveryCode,
    /// Repeats the email address of the account.
    SameEmail,
    /// One of the options that the form offers.
    Option,
}

impl ValidationError {
    #[must_use]
    pub const fn new(field: &'static str, rule: Rule) -> Self {
        Self { field: Cow::Borrowed(field), rule }
    }
}
