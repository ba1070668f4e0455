//! Points in time, as pages show them.

use time::{OffsetDateTime, UtcOffset, format_description::well_known::Rfc3339};

use crate::domain::account::Moment;

/// In UTC, to the minute: the server doesn't know where the person is.
pub fn moment(at: OffsetDateTime) -> Moment {
    let at = at.to_offset(UtcOffset::UTC);
    let (day, month, year) = (at.day(), at.month(), at.year());
    Moment {
        // Only years beyond 9999 have no such form.
        machine: at.format(&Rfc3339).unwrap_or_default(),
        human: format!("{day} {month} {year}, {:02}:{:02} UTC", at.hour(), at.minute()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_told_in_utc() {
        let at = OffsetDateTime::parse("2026-11-21T01:05:09.5+02:00", &Rfc3339).unwrap();
        let expected = Moment { machine: "2026-11-20T23:05:09.5Z".into(), human: "20 November 2026, 23:05 UTC".into() };
        assert_eq!(moment(at), expected);
    }
}
