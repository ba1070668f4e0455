//! Days of the calendar.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A day, as forms, addresses and the database write it: `2026-11-25` (RFC 3339 §5.6, `full-date`). Earlier days are smaller.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Date(String);

impl Date {
    /// `None` for what is no day of the years 1000 to 9999.
    #[must_use]
    pub fn parse(raw: &str) -> Option<Self> {
        let (year, month, day) = parts(raw)?;
        let is_day = year >= 1000 && (1..=12).contains(&month) && (1..=days(year, month)).contains(&day);
        is_day.then(|| Self(raw.to_owned()))
    }

    /// Of numbers that are a day.
    #[must_use]
    pub fn of(year: i32, month: u8, day: u8) -> Self {
        Self(format!("{:04}-{month:02}-{day:02}", year.clamp(1000, 9999)))
    }

    /// Year, month and day.
    #[must_use]
    pub fn numbers(&self) -> Option<(i32, u8, u8)> {
        let (year, month, day) = parts(&self.0)?;
        Some((year.try_into().ok()?, month.try_into().ok()?, day.try_into().ok()?))
    }
}

/// By how many minutes a clock is ahead of UTC.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Offset(i64);

impl Offset {
    /// No place on Earth is further from Greenwich.
    const FURTHEST: i64 = 14 * 60;

    /// `None` for what no place has.
    #[must_use]
    pub fn of(minutes: i64) -> Option<Self> {
        (-Self::FURTHEST..=Self::FURTHEST).contains(&minutes).then_some(Self(minutes))
    }

    #[must_use]
    pub fn minutes(self) -> i64 {
        self.0
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

fn parts(raw: &str) -> Option<(u32, u32, u32)> {
    let in_place = |(at, byte): (usize, u8)| if at == 4 || at == 7 { byte == b'-' } else { byte.is_ascii_digit() };
    if raw.len() != 10 || !raw.bytes().enumerate().all(in_place) {
        return None;
    }
    Some((raw[..4].parse().ok()?, raw[5..7].parse().ok()?, raw[8..].parse().ok()?))
}

fn days(year: u32, month: u32) -> u32 {
    let is_leap = year.is_multiple_of(4) && !year.is_multiple_of(100) || year.is_multiple_of(400);
    match month {
        2 if is_leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_read() {
        for (raw, numbers) in
            [("2026-11-05", (2026, 11, 5)), ("2024-02-29", (2024, 2, 29)), ("9999-12-31", (9999, 12, 31))]
        {
            assert_eq!(Date::parse(raw).unwrap().numbers(), Some(numbers));
        }
    }

    #[test]
    fn what_is_no_day_is_none() {
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
            "２０26-1",
            "2026-01-0ü",
            "tomorrow",
        ] {
            assert_eq!(Date::parse(raw), None, "{raw:?}");
        }
    }

    #[test]
    fn a_day_of_numbers_is_written_with_all_its_digits() {
        assert_eq!(Some(Date::of(2026, 3, 7)), Date::parse("2026-03-07"));
    }

    #[test]
    fn the_earlier_day_is_the_smaller() {
        let day = |raw| Date::parse(raw).unwrap();
        assert!(day("2026-09-30") < day("2026-10-01") && day("2026-12-31") < day("2027-01-01"));
    }
}
