//! Days and points in time as pages tell them: in the language of the page, by the rules of the Unicode CLDR.

use std::sync::LazyLock;

use icu_calendar::Gregorian;
use icu_datetime::{
    DateTimeFormatterLoadError, FixedCalendarDateTimeFormatter,
    fieldsets::{Combo, YMD, YMDT, zone::SpecificShort},
    input::{Date as IcuDate, DateTime, Time, TimeZoneInfo, ZonedDateTime},
    options::TimePrecision,
};

use super::{Locale, locale};
use crate::model::date::Date;

/// A day of the calendar, wherever the person is: "1 March 2027".
pub fn day(date: &Date) -> String {
    let told = rules().and_then(|rules| Some(rules.day.format(&gregorian(date)?).to_string()));
    told.unwrap_or_else(|| date.to_string())
}

/// That minute of a day in UTC; `None` for what is no time of the day.
pub fn minute(date: &Date, hour: u8, minute: u8) -> Option<String> {
    let (date, time) = (gregorian(date)?, Time::try_new(hour, minute, 0, 0).ok()?);
    let zone = TimeZoneInfo::utc().at_date_time(DateTime { date, time });
    Some(rules()?.moment.format(&ZonedDateTime { date, time, zone }).to_string())
}

fn gregorian(date: &Date) -> Option<IcuDate<Gregorian>> {
    let (year, month, day) = date.numbers()?;
    IcuDate::try_new_gregorian(year, month, day).ok()
}

type Formatter<Fields> = FixedCalendarDateTimeFormatter<Gregorian, Fields>;

/// Those of one language.
struct Rules {
    moment: Formatter<Combo<YMDT, SpecificShort>>,
    day: Formatter<YMD>,
}

impl Rules {
    /// Those that its file names: "English" alone doesn't say whether the month or the day comes first.
    fn of(locale: Locale) -> Option<Self> {
        let named: icu_locale_core::Locale = leptos_i18n::td_string!(locale, language.date_locale).parse().ok()?;
        Self::named(&named).ok()
    }

    fn named(locale: &icu_locale_core::Locale) -> Result<Self, DateTimeFormatterLoadError> {
        let moment = YMDT::long().with_time_precision(TimePrecision::Minute).with_zone(SpecificShort);
        Ok(Self {
            moment: Formatter::try_new(locale.into(), moment)?,
            day: Formatter::try_new(locale.into(), YMD::long())?,
        })
    }
}

/// Of every language, found once: looking them up takes much longer than using them.
static RULES: LazyLock<Vec<(Locale, Rules)>> =
    LazyLock::new(|| Locale::all().iter().filter_map(|locale| Some((*locale, Rules::of(*locale)?))).collect());

fn rules() -> Option<&'static Rules> {
    let spoken = locale();
    RULES.iter().find(|(locale, _)| *locale == spoken).map(|(_, rules)| rules)
}

#[cfg(test)]
mod tests {
    use leptos::prelude::{Owner, provide_context};

    use super::*;

    fn on_a_page<T>(locale: Locale, tell: impl Fn() -> T) -> T {
        Owner::new().with(|| {
            provide_context(locale);
            tell()
        })
    }

    #[test]
    fn a_day_is_told_in_the_language_of_the_page() {
        let date = Date::parse("2027-03-01").unwrap();
        for (locale, human) in [(Locale::en, "1 March 2027"), (Locale::de, "1. März 2027")] {
            assert_eq!(on_a_page(locale, || day(&date)), human);
        }
    }

    #[test]
    fn a_minute_is_told_in_utc_in_the_language_of_the_page() {
        let date = Date::parse("2026-11-20").unwrap();
        for (locale, human) in
            [(Locale::en, "20 November 2026 at 23:05 UTC"), (Locale::de, "20. November 2026 um 23:05 UTC")]
        {
            assert_eq!(on_a_page(locale, || minute(&date, 23, 5)).as_deref(), Some(human));
        }
        assert_eq!(minute(&date, 24, 0), None);
    }

    #[test]
    fn every_language_has_rules() {
        for locale in Locale::all() {
            assert!(Rules::of(*locale).is_some(), "{locale}");
        }
    }
}
