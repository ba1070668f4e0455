//! Which state of a row somebody has seen.

use std::fmt;

use serde::{Deserialize, Serialize};

/// When the row was changed last, in the words of the database, to the microsecond.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Version(String);

impl Version {
    /// As a form hands it back; `None` where it says nothing.
    #[must_use]
    pub fn parse(raw: &str) -> Option<Self> {
        (!raw.is_empty()).then(|| Self(raw.to_owned()))
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
