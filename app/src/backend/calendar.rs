//! Which day it is where the person is.

use time::{Date as Day, Duration, OffsetDateTime};

use super::cookies;
use crate::domain::date::Date;

/// Kept by a script of every page (`ui/clock.rs`): by how many minutes the browser's clock is ahead of UTC.
const COOKIE: &str = "utc-offset";

/// No place on Earth is further from Greenwich.
const FURTHEST: i64 = 14 * 60;

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
    day_at(OffsetDateTime::now_utc(), cookies::read(COOKIE).as_deref())
}

fn day_at(now: OffsetDateTime, offset: Option<&str>) -> Day {
    let minutes =
        offset.and_then(|offset| offset.parse().ok()).filter(|minutes| (-FURTHEST..=FURTHEST).contains(minutes));
    now.saturating_add(Duration::minutes(minutes.unwrap_or_default())).date()
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
            assert_eq!(Some(date(day_at(now, offset))), Date::parse(day), "{offset:?}");
        }
    }

    #[test]
    fn an_offset_that_no_place_has_is_none() {
        let now = OffsetDateTime::parse("2026-11-21T23:30:00Z", &Rfc3339).unwrap();
        for offset in ["", "841", "-841", "60.5", "1e9", "99999999999999999999", "x", "60; path=/"] {
            assert_eq!(date(day_at(now, Some(offset))), Date::of(2026, 11, 21), "{offset:?}");
        }
    }
}
