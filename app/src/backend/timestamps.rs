//! Points in time, as pages show them.

use time::{OffsetDateTime, UtcOffset, format_description::well_known::Rfc3339};

use crate::{account::model::Moment, i18n::dates, model::date::Date};

/// In UTC, to the minute: the server doesn't know where the person is.
pub fn moment(at: OffsetDateTime) -> Moment {
    let at = at.to_offset(UtcOffset::UTC);
    // Only years beyond 9999 have no such form.
    let machine = at.format(&Rfc3339).unwrap_or_default();
    let day = Date::of(at.year(), at.month().into(), at.day());
    Moment { human: dates::minute(&day, at.hour(), at.minute()).unwrap_or_else(|| machine.clone()), machine }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_told_in_utc() {
        let at = OffsetDateTime::parse("2026-11-21T01:05:09.5+02:00", &Rfc3339).unwrap();
        let expected =
            Moment { machine: "2026-11-20T23:05:09.5Z".into(), human: "20 November 2026 at 23:05 UTC".into() };
        assert_eq!(moment(at), expected);
    }
}
