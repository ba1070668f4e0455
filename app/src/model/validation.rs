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
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Invalid {
    Blank(Field),
    /// The field and the most characters that it takes.
    TooLong(Field, usize),
    /// The field and nothing more: what is not an address needs no echo.
    Malformed(Field),
    /// Typed to confirm something, and not the same.
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
