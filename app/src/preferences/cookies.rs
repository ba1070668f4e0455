//! The cookies that keep the preferences of a browser.

use http::HeaderMap;
use time::UtcOffset;

use super::{theme::Theme, time_zone::utc_offset};
use crate::{backend::cookies, i18n::Locale};

const THEME: &str = "theme";
const LANGUAGE: &str = "language";
/// Minutes east of Greenwich.
const UTC_OFFSET: &str = "utc-offset";

/// What a browser has stored; defaults where it has stored nothing valid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Preferences {
    pub theme: Theme,
    /// `None` leaves the choice to `Accept-Language`.
    pub language: Option<Locale>,
    pub utc_offset: UtcOffset,
}

impl Preferences {
    /// Reads the cookies of a request.
    #[must_use]
    pub fn from_headers(headers: &HeaderMap) -> Self {
        let stored = |name| cookies::get(headers, name);
        let minutes = stored(UTC_OFFSET).and_then(|minutes| minutes.parse().ok());
        Self {
            theme: stored(THEME).and_then(|theme| theme.parse().ok()).unwrap_or_default(),
            language: stored(LANGUAGE).and_then(|code| Locale::from_code(&code)),
            utc_offset: minutes.and_then(utc_offset).unwrap_or(UtcOffset::UTC),
        }
    }
}

pub fn set_theme(theme: Theme) {
    cookies::set_persistent(THEME, theme.into());
}

/// `None` leaves the choice to `Accept-Language` again.
pub fn set_language(language: Option<Locale>) {
    match language {
        Some(locale) => cookies::set_persistent(LANGUAGE, locale.code()),
        None => cookies::remove(LANGUAGE),
    }
}

pub fn set_utc_offset(offset: UtcOffset) {
    cookies::set_persistent(UTC_OFFSET, &offset.whole_minutes().to_string());
}

#[cfg(test)]
mod tests {
    use http::{HeaderValue, header::COOKIE};

    use super::*;

    fn read(cookie: &'static str) -> Preferences {
        let cookie = HeaderValue::from_bytes(cookie.as_bytes()).unwrap();
        Preferences::from_headers(&HeaderMap::from_iter([(COOKIE, cookie)]))
    }

    #[test]
    fn preferences_are_read_from_cookies() {
        let preferences = read("theme=dark; language=de; utc-offset=-210");
        assert_eq!(preferences.theme, Theme::Dark);
        assert_eq!(preferences.language, Some(Locale::de));
        assert_eq!(preferences.utc_offset.whole_minutes(), -210);
    }

    #[test]
    fn invalid_cookies_are_ignored() {
        let defaults = read("");
        assert_eq!(defaults.theme, Theme::System);
        assert_eq!((defaults.language, defaults.utc_offset), (None, UtcOffset::UTC));
        for offset in ["", "841", "-841", "60.5", "1e9", "99999999999999999999", "x", "60,path=/"] {
            let cookie = format!("theme=sepia; language=xx; utc-offset={offset}");
            assert_eq!(read(cookie.leak()), defaults, "{offset:?}");
        }
    }
}
