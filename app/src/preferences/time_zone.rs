//! The browser's time zone: tells the server which tasks are due today before it renders a page.

use leptos::{nonce::use_nonce, prelude::*};
use time::{Duration, OffsetDateTime, UtcOffset};

use crate::model::date::Date;

/// The largest offset of a time zone, in minutes.
const MAX_OFFSET: i64 = 14 * 60;

/// Sends the offset if it differs from the one that the server knows.
const SCRIPT: &str = r#"{
const minutes = -new Date().getTimezoneOffset();
if (minutes != document.currentScript.dataset.minutes) {
  const headers = { accept: "application/json" };
  const body = new URLSearchParams({ minutes });
  const request = { method: "POST", keepalive: true, headers, body };
  fetch("/api/preferences/time-zone", request).catch(() => {});
}
}"#;

/// The script that reports the browser's time zone. A part of every page.
#[component]
pub fn TimeZoneScript() -> impl IntoView {
    let minutes = current_offset().whole_minutes();
    view! { <script nonce=use_nonce() data-minutes=minutes inner_html=SCRIPT></script> }
}

/// An offset in minutes, positive east of Greenwich. `None` if no time zone has it.
#[must_use]
pub fn utc_offset(minutes: i64) -> Option<UtcOffset> {
    let minutes =
        i32::try_from(minutes).ok().filter(|minutes| i64::from(*minutes).abs() <= MAX_OFFSET)?;
    UtcOffset::from_whole_seconds(minutes * 60).ok()
}

/// The current date in the browser's time zone, in UTC if that is unknown. For the server.
#[must_use]
pub fn today() -> Date {
    date_at(OffsetDateTime::now_utc(), current_offset())
}

/// The current date as in [`today`], and the same weekday of the next week.
#[must_use]
pub fn week() -> (Date, Date) {
    let now = OffsetDateTime::now_utc();
    let offset = current_offset();
    (date_at(now, offset), date_at(now + Duration::WEEK, offset))
}

fn current_offset() -> UtcOffset {
    use_context().unwrap_or(UtcOffset::UTC)
}

fn date_at(time: OffsetDateTime, offset: UtcOffset) -> Date {
    time.to_offset(offset).date().into()
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;

    use super::*;

    #[test]
    fn the_date_is_that_of_the_time_zone() {
        let now = datetime!(2026-11-21 23:30 UTC);
        for (minutes, date) in
            [(0, "2026-11-21"), (60, "2026-11-22"), (-840, "2026-11-21"), (840, "2026-11-22")]
        {
            let offset = utc_offset(minutes).unwrap();
            assert_eq!(Some(date_at(now, offset)), Date::parse(date), "{minutes}");
        }
    }

    #[test]
    fn an_offset_beyond_every_time_zone_is_rejected() {
        for minutes in [841, -841, i64::MAX, i64::MIN] {
            assert_eq!(utc_offset(minutes), None, "{minutes}");
        }
    }
}
