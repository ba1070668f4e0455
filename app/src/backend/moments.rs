//! Points in time and days as pages tell them: in the language of the page, by the rules of the Unicode CLDR.

use std::sync::LazyLock;

use icu_calendar::Gregorian;
use icu_datetime::{
    DateTimeFormatterLoadError, FixedCalendarDateTimeFormatter,
    fieldsets::{Combo, YMD, YMDT, zone::SpecificShort},
    input::{Date, DateTime, Time, TimeZoneInfo, ZonedDateTime},
    options::TimePrecision,
};
use time::{OffsetDateTime, UtcOffset, format_description::well_known::Rfc3339};

use crate::{
    domain::account::Moment,
    words::{Locale, locale},
};

/// In UTC, to the minute: the server doesn't know where the person is.
pub fn moment(at: OffsetDateTime) -> Moment {
    let at = at.to_offset(UtcOffset::UTC);
    // Only years beyond 9999 have no such form.
    let machine = at.format(&Rfc3339).unwrap_or_default();
    let human = rules().and_then(|rules| {
        let time = Time::try_new(at.hour(), at.minute(), at.second(), at.nanosecond()).ok()?;
        let date = gregorian(at.date())?;
        let zone = TimeZoneInfo::utc().at_date_time(DateTime { date, time });
        Some(rules.moment.format(&ZonedDateTime { date, time, zone }).to_string())
    });
    Moment { human: human.unwrap_or_else(|| machine.clone()), machine }
}

/// A day of the calendar, wherever the person is.
pub fn day(date: time::Date) -> Moment {
    let machine = date.to_string();
    let human = rules().and_then(|rules| Some(rules.day.format(&gregorian(date)?).to_string()));
    Moment { human: human.unwrap_or_else(|| machine.clone()), machine }
}

fn gregorian(date: time::Date) -> Option<Date<Gregorian>> {
    Date::try_new_gregorian(date.year(), date.month().into(), date.day()).ok()
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
        let named: icu_locale_core::Locale = leptos_i18n::td_string!(locale, language.dates).parse().ok()?;
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
    use time::Month;

    use super::*;

    /// What `tell` says on a page in this language.
    fn on_a_page(locale: Locale, tell: impl Fn() -> Moment) -> Moment {
        let owner = Owner::new();
        owner.with(|| {
            provide_context(locale);
            tell()
        })
    }

    #[test]
    fn a_moment_is_told_in_utc_in_the_language_of_the_page() {
        let at = OffsetDateTime::parse("2026-11-21T01:05:09.5+02:00", &Rfc3339).unwrap();
        for (locale, human) in
            [(Locale::en, "20 November 2026 at 23:05 UTC"), (Locale::de, "20. November 2026 um 23:05 UTC")]
        {
            let told = on_a_page(locale, || moment(at));
            assert_eq!(told, Moment { machine: "2026-11-20T23:05:09.5Z".into(), human: human.into() });
        }
    }

    #[test]
    fn a_day_is_told_in_the_language_of_the_page() {
        let date = time::Date::from_calendar_date(2027, Month::March, 1).unwrap();
        for (locale, human) in [(Locale::en, "1 March 2027"), (Locale::de, "1. März 2027")] {
            let told = on_a_page(locale, || day(date));
            assert_eq!(told, Moment { machine: "2027-03-01".into(), human: human.into() });
        }
    }

    #[test]
    fn every_language_has_rules() {
        for locale in Locale::all() {
            assert!(Rules::of(*locale).is_some(), "{locale}");
        }
    }
}
