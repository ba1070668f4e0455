//! What the forms post to.

use leptos::server;

use crate::error::AppError;

/// Keeps the theme in this browser for a year, and goes back to the page that it was chosen on.
///
/// # Errors
/// [`AppError::BadRequest`] for one that there isn't.
#[server(endpoint = "theme/choose")]
pub async fn choose_theme(theme: String) -> Result<(), AppError> {
    use super::{theme::Theme, theme_cookie as browser};
    use crate::backend::{auth::as_guest, redirect};
    let theme = as_guest(async |_| Theme::parse(&theme).ok_or(AppError::BadRequest)).await?;
    browser::choose(theme);
    redirect::back_without(&["done"]);
    Ok(())
}
