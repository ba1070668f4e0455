//! The language that pages speak: what the member has chosen, else what this browser has, else what it asks for.

use http::{HeaderMap, header::ACCEPT_LANGUAGE};
use serde::de::IgnoredAny;
use serde_json::json;
use user_db::Filter;

use crate::backend::{auth::Member, cookies};
use crate::{error::AppError, i18n::Locale};

const COOKIE: &str = "language";

/// A year: the most that some browsers keep a cookie.
const SECONDS: u32 = 365 * 24 * 60 * 60;

/// For a request with these headers, of somebody who has `chosen` a language for their account.
#[must_use]
pub fn of(headers: &HeaderMap, chosen: Option<&str>) -> Locale {
    let accepted = || Locale::accepted(headers.get(ACCEPT_LANGUAGE)?.to_str().ok()?);
    chosen
        .and_then(Locale::named)
        .or_else(|| cookies::find(headers, COOKIE).and_then(Locale::named))
        .or_else(accepted)
        .unwrap_or_default()
}

/// From now on every page of this browser speaks it, to whoever has chosen none for their account.
pub fn choose(locale: Locale) {
    cookies::keep(COOKIE, locale.name(), "/", SECONDS);
}

/// From now on the account speaks it in every browser, and in mail; `None` leaves it to the browser. This one keeps it also for
/// the pages that know no account.
///
/// # Errors
/// [`AppError::Unavailable`].
pub async fn set(member: &Member, locale: Option<Locale>) -> Result<(), AppError> {
    let change = member.db.update::<IgnoredAny>("users", &json!({ "language": locale.map(Locale::name) }));
    change.columns("id").eq("id", member.who.user_id).one().await?;
    match locale {
        Some(locale) => choose(locale),
        None => cookies::keep(COOKIE, "", "/", 0),
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use http::{HeaderValue, header::COOKIE};

    use super::*;

    #[test]
    fn the_account_goes_before_the_cookie_and_the_cookie_before_the_browser() {
        let headers = |accepted: &'static str, cookie: &'static str| {
            HeaderMap::from_iter([
                (ACCEPT_LANGUAGE, HeaderValue::from_static(accepted)),
                (COOKIE, HeaderValue::from_static(cookie)),
            ])
        };
        for (chosen, cookie, accepted, expected) in [
            (Some("de"), "language=en", "en", Locale::de),
            (Some("xx"), "language=de", "en", Locale::de),
            (None, "theme=dark; language=de", "en", Locale::de),
            (None, "language=xx", "de", Locale::de),
            (None, "", "fr", Locale::en),
        ] {
            assert_eq!(of(&headers(accepted, cookie), chosen), expected, "{chosen:?} {cookie} {accepted}");
        }
    }
}
