//! The theme that a browser has been told to use. It belongs to the browser and not to the account.

use super::theme::Theme;
use crate::backend::cookies;

const COOKIE: &str = "theme";

/// A year: the most that some browsers keep a cookie.
const SECONDS: u32 = 365 * 24 * 60 * 60;

/// What this browser has chosen, or as the device does.
#[must_use]
pub fn chosen() -> Theme {
    cookies::read(COOKIE).and_then(|name| Theme::parse(&name)).unwrap_or_default()
}

/// From now on every page of this browser looks that way.
pub fn choose(theme: Theme) {
    cookies::keep(COOKIE, theme.name(), "/", SECONDS);
}
