//! The browser's time zone: tells the server which tasks are due today before it renders a page.

use leptos::{nonce::use_nonce, prelude::*};
use time::UtcOffset;

/// The largest offset of a time zone, in minutes.
const MAX_OFFSET: i32 = 14 * 60;

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
    let known = use_context::<UtcOffset>().unwrap_or(UtcOffset::UTC);
    let minutes = known.whole_minutes();
    view! { <script nonce=use_nonce() data-minutes=minutes inner_html=SCRIPT></script> }
}

/// An offset in minutes, positive east of Greenwich. `None` if no time zone has it.
#[must_use]
pub fn utc_offset(minutes: i64) -> Option<UtcOffset> {
    let minutes = i32::try_from(minutes).ok()?;
    let is_valid = (-MAX_OFFSET..=MAX_OFFSET).contains(&minutes);
    UtcOffset::from_whole_seconds(minutes.checked_mul(60)?).ok().filter(|_| is_valid)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_offset_beyond_every_time_zone_is_rejected() {
        for minutes in [841, -841, i64::MAX, i64::MIN] {
            assert_eq!(utc_offset(minutes), None, "{minutes}");
        }
    }
}
