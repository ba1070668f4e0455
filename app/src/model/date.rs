//! Calendar dates.

use std::fmt;

use serde::{Deserialize, Serialize};
use time::format_description::StaticFormatDescription;

use super::validation::{Rule, ValidationError};

const FORMAT: StaticFormatDescription = time::macros::format_description!("[year]-[month]-[day]");

time::serde::format_description!(iso_8601, Date, "[year]-[month]-[day]");

/// A date of the years 1000 to 9999. Forms, URLs and the database write it as `2026-11-25` (RFC
/// 3339 §5.6, `full-date`).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Date(#[serde(with = "iso_8601")] time::Date);

impl Date {
    /// `None` if `raw` is not a date in that format.
    #[must_use]
    pub fn parse(raw: &str) -> Option<Self> {
        // `time` also accepts a sign before the year.
        let starts_with_year = raw.starts_with(|first: char| ('1'..='9').contains(&first));
        time::Date::parse(raw, FORMAT).ok().filter(|_| starts_with_year).map(Self)
    }

    /// The value of a form field that may be left blank.
    ///
    /// # Errors
    /// [`Rule::Date`].
    pub fn parse_optional(field: &'static str, raw: &str) -> Result<Option<Self>, ValidationError> {
        match raw.trim() {
            "" => Ok(None),
            date => Self::parse(date).map(Some).ok_or(ValidationError::new(field, Rule::Date)),
        }
    }

    #[must_use]
    pub fn year(&self) -> i32 {
        self.0.year()
    }

    /// 1 to 12.
    #[must_use]
    pub fn month(&self) -> u8 {
        self.0.month().into()
    }

    /// 1 to 31.
    #[must_use]
    pub fn day(&self) -> u8 {
        self.0.day()
    }
}

impl From<time::Date> for Date {
    fn from(date: time::Date) -> Self {
        Self(date)
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // `Display` of `time::Date` writes the same format for these years.
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_parsed_and_written_in_one_format() {
        for (raw, parts) in [
            ("2026-11-05", (2026, 11, 5)),
            ("2024-02-29", (2024, 2, 29)),
            ("1000-01-01", (1000, 1, 1)),
            ("9999-12-31", (9999, 12, 31)),
        ] {
            let date = Date::parse(raw).unwrap();
            assert_eq!((date.year(), date.month(), date.day()), parts);
            assert_eq!(date.to_string(), raw);
            assert_eq!(serde_json::to_value(&date).unwrap(), raw);
            assert_eq!(serde_json::from_value::<Date>(raw.into()).unwrap(), date);
        }
    }

    #[test]
    fn anything_else_is_not_a_date() {
        for raw in [
            "",
            "2026-02-29",
            "2100-02-29",
            "2026-04-31",
            "2026-13-01",
            "2026-00-10",
            "2026-01-00",
            "0999-01-01",
            "2026-1-1",
            "26-01-01",
            "2026/01/01",
            "2026-01-01T00",
            "+026-01-01",
            "+2026-01-01",
            "-2026-01-01",
            "２０26-1",
            "2026-01-0ü",
            "tomorrow",
        ] {
            assert_eq!(Date::parse(raw), None, "{raw:?}");
        }
    }

    #[test]
    fn an_earlier_date_is_smaller() {
        let date = |raw| Date::parse(raw).unwrap();
        assert!(date("2026-09-30") < date("2026-10-01") && date("2026-12-31") < date("2027-01-01"));
    }
}
