//! Which day it is where the person is.

use time::{Date as Day, Duration, OffsetDateTime};

use crate::backend::cookies;
use crate::model::date::{Date, Offset};

/// Minutes, as a script of every page tells them (`ui/clock.rs`).
const COOKIE: &str = "utc-offset";

/// A year: the most that some browsers keep a cookie.
const SECONDS: u32 = 365 * 24 * 60 * 60;

/// What this browser has told of its clock, else UTC.
#[must_use]
pub fn offset() -> Offset {
    parsed(cookies::read(COOKIE).as_deref())
}

/// From now on that is the clock of this browser.
pub fn keep(offset: Offset) {
    cookies::keep(COOKIE, &offset.minutes().to_string(), "/", SECONDS);
}

fn parsed(cookie: Option<&str>) -> Offset {
    cookie.and_then(|minutes| Offset::of(minutes.parse().ok()?)).unwrap_or_default()
}

/// Today; by UTC where the browser hasn't said where it is.
#[must_use]
pub fn today() -> Date {
    date(here())
}

/// Today, and the same day of the week after it.
#[must_use]
pub fn week() -> (Date, Date) {
    let today = here();
    (date(today), date(today.saturating_add(Duration::WEEK)))
}

fn here() -> Day {
    day_at(OffsetDateTime::now_utc(), offset())
}

fn day_at(now: OffsetDateTime, offset: Offset) -> Day {
    now.saturating_add(Duration::minutes(offset.minutes())).date()
}

fn date(day: Day) -> Date {
    Date::of(day.year(), day.month().into(), day.day())
}

#[cfg(test)]
mod tests {
    use time::format_description::well_known::Rfc3339;

    use super::*;

    #[test]
    fn the_day_is_that_of_the_person() {
        let now = OffsetDateTime::parse("2026-11-21T23:30:00Z", &Rfc3339).unwrap();
        for (offset, day) in [
            (None, "2026-11-21"),
            (Some("0"), "2026-11-21"),
            (Some("60"), "2026-11-22"),
            (Some("-840"), "2026-11-21"),
            (Some("840"), "2026-11-22"),
        ] {
            assert_eq!(Some(date(day_at(now, parsed(offset)))), Date::parse(day), "{offset:?}");
        }
    }

    #[test]
    fn an_offset_that_no_place_has_is_none() {
        let now = OffsetDateTime::parse("2026-11-21T23:30:00Z", &Rfc3339).unwrap();
        for offset in ["", "841", "-841", "60.5", "1e9", "99999999999999999999", "x", "60; path=/"] {
            assert_eq!(date(day_at(now, parsed(Some(offset)))), Date::of(2026, 11, 21), "{offset:?}");
        }
    }
}
