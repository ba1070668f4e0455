//! The current date where the user is.

use leptos::prelude::use_context;
use time::{Duration, OffsetDateTime, UtcOffset};

use crate::model::date::Date;

/// The current date in the time zone of the browser, which is a context; in UTC if that is unknown.
#[must_use]
pub fn today() -> Date {
    date_at(OffsetDateTime::now_utc(), browser_offset())
}

/// The date seven days after [`today`].
#[must_use]
pub fn in_a_week() -> Date {
    date_at(OffsetDateTime::now_utc() + Duration::WEEK, browser_offset())
}

fn browser_offset() -> UtcOffset {
    use_context().unwrap_or(UtcOffset::UTC)
}

fn date_at(time: OffsetDateTime, offset: UtcOffset) -> Date {
    time.to_offset(offset).date().into()
}

#[cfg(test)]
mod tests {
    use time::macros::{datetime, offset};

    use super::*;

    #[test]
    fn the_date_is_that_of_the_time_zone() {
        let now = datetime!(2026-11-21 23:30 UTC);
        for (offset, date) in [
            (UtcOffset::UTC, "2026-11-21"),
            (offset!(+1), "2026-11-22"),
            (offset!(-14), "2026-11-21"),
            (offset!(+14), "2026-11-22"),
        ] {
            assert_eq!(Some(date_at(now, offset)), Date::parse(date), "{offset}");
        }
    }
}
