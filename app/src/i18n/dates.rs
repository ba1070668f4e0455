//! Formats dates and timestamps in the language of the page, by the rules of the Unicode CLDR.

use std::sync::LazyLock;

use icu_calendar::Gregorian;
use icu_datetime::{
    DateTimeFormatterLoadError, FixedCalendarDateTimeFormatter,
    fieldsets::{Combo, YMD, YMDT, zone::SpecificShort},
    input::{Date as IcuDate, DateTime, Time, TimeZoneInfo, ZonedDateTime},
    options::TimePrecision,
};
use time::{OffsetDateTime, UtcOffset};

use super::{Locale, locale};
use crate::model::date::Date;

/// A date such as "1 March 2027".
#[must_use]
pub fn format_date(date: &Date) -> String {
    let format = || Some(formatters()?.date.format(&to_icu(date)?).to_string());
    format().unwrap_or_else(|| date.to_string())
}

/// A point in time such as "20 November 2026 at 23:05 UTC", to the minute.
#[must_use]
pub fn format_timestamp(at: OffsetDateTime) -> String {
    let at = at.to_offset(UtcOffset::UTC);
    let format = || {
        let date = to_icu(&at.date().into())?;
        let time = Time::try_new(at.hour(), at.minute(), 0, 0).ok()?;
        let zone = TimeZoneInfo::utc().at_date_time(DateTime { date, time });
        Some(formatters()?.timestamp.format(&ZonedDateTime { date, time, zone }).to_string())
    };
    format().unwrap_or_else(|| at.to_string())
}

fn to_icu(date: &Date) -> Option<IcuDate<Gregorian>> {
    IcuDate::try_new_gregorian(date.year(), date.month(), date.day()).ok()
}

type Formatter<Fields> = FixedCalendarDateTimeFormatter<Gregorian, Fields>;

/// The formatters of one language.
struct Formatters {
    date: Formatter<YMD>,
    timestamp: Formatter<Combo<YMDT, SpecificShort>>,
}

impl Formatters {
    fn new(locale: Locale) -> Option<Self> {
        // A region is needed: "en" alone doesn't say whether the month or the day comes first.
        let tag = leptos_i18n::td_string!(locale, language.date_locale);
        Self::for_tag(&tag.parse().ok()?).ok()
    }

    fn for_tag(tag: &icu_locale_core::Locale) -> Result<Self, DateTimeFormatterLoadError> {
        let timestamp = YMDT::long().with_time_precision(TimePrecision::Minute);
        Ok(Self {
            date: Formatter::try_new(tag.into(), YMD::long())?,
            timestamp: Formatter::try_new(tag.into(), timestamp.with_zone(SpecificShort))?,
        })
    }
}

/// Loading a formatter takes much longer than using it.
static FORMATTERS: LazyLock<Vec<(Locale, Formatters)>> = LazyLock::new(|| {
    let locales = Locale::all().iter();
    locales.filter_map(|locale| Some((*locale, Formatters::new(*locale)?))).collect()
});

fn formatters() -> Option<&'static Formatters> {
    let current = locale();
    FORMATTERS.iter().find(|(locale, _)| *locale == current).map(|(_, formatters)| formatters)
}

#[cfg(test)]
mod tests {
    use leptos::prelude::{Owner, provide_context};
    use time::macros::datetime;

    use super::*;

    fn on_a_page<T>(locale: Locale, format: impl Fn() -> T) -> T {
        Owner::new().with(|| {
            provide_context(locale);
            format()
        })
    }

    #[test]
    fn a_date_is_formatted_in_the_language_of_the_page() {
        let date = Date::parse("2027-03-01").unwrap();
        for (locale, expected) in [(Locale::en, "1 March 2027"), (Locale::de, "1. März 2027")] {
            assert_eq!(on_a_page(locale, || format_date(&date)), expected);
        }
    }

    #[test]
    fn a_timestamp_is_formatted_in_utc_in_the_language_of_the_page() {
        let at = datetime!(2026-11-21 01:05:09.5 +02:00);
        for (locale, expected) in [
            (Locale::en, "20 November 2026 at 23:05 UTC"),
            (Locale::de, "20. November 2026 um 23:05 UTC"),
        ] {
            assert_eq!(on_a_page(locale, || format_timestamp(at)), expected);
        }
    }

    #[test]
    fn every_language_has_formatters() {
        for locale in Locale::all() {
            assert!(Formatters::new(*locale).is_some(), "{locale}");
        }
    }
}
