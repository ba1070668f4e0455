//! Why a typed value is refused, in a form that travels and can be shown beside its field.

use serde::{Deserialize, Serialize};

/// The field of a form that a problem belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    Author,
    Code,
    DisplayName,
    Due,
    Email,
    Name,
    PasskeyName,
    RecoveryCode,
    Title,
}

/// A value that breaks a rule of its field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
pub enum Invalid {
    #[error("{}", blank(*.0))]
    Blank(Field),
    /// The field and the most characters that it takes.
    #[error("That is too long: {1} characters are the most.")]
    TooLong(Field, usize),
    /// The field and nothing more: what is not an address needs no echo.
    #[error("{}", malformed(*.0))]
    Malformed(Field),
    /// Typed to confirm something, and not the same.
    #[error("That is not the address of this account.")]
    Mismatch(Field),
}

impl Invalid {
    /// The field that the message belongs beside.
    #[must_use]
    pub fn field(self) -> Field {
        match self {
            Self::Blank(field) | Self::TooLong(field, _) | Self::Malformed(field) | Self::Mismatch(field) => field,
        }
    }
}

fn blank(field: Field) -> &'static str {
    match field {
        Field::Author => "Say who wrote the book.",
        Field::Code => "Enter the code from the mail.",
        Field::DisplayName => "Enter a name.",
        Field::Due => "Enter a date.",
        Field::Email => "Enter your email address.",
        Field::Name => "Give the task a name.",
        Field::PasskeyName => "Give the passkey a name.",
        Field::RecoveryCode => "Enter one of your recovery codes.",
        Field::Title => "Give the book a title.",
    }
}

fn malformed(field: Field) -> &'static str {
    match field {
        Field::Author => "An author can't hold control characters.",
        Field::Code => "A code has six digits.",
        Field::Due => "That is no date. Write year, month and day, as in 2026-12-24.",
        Field::Email => "That doesn't look like an email address.",
        Field::DisplayName | Field::Name | Field::PasskeyName => "A name can't hold control characters.",
        Field::RecoveryCode => "A recovery code has four groups of five letters and digits.",
        Field::Title => "A title can't hold control characters.",
    }
}
