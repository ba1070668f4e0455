//! What the form posts to.

use leptos::server;

use crate::error::AppError;

/// Keeps the language in this browser for a year, and goes back to the page that it was chosen on.
///
/// # Errors
/// [`AppError::BadRequest`] for one that there isn't.
#[server(endpoint = "language/choose")]
pub async fn choose_language(language: String) -> Result<(), AppError> {
    use crate::{
        backend::{auth::as_guest, redirect},
        i18n::Locale,
        preferences::language_choice as browser,
    };
    let locale = as_guest(async |_| Locale::named(&language).ok_or(AppError::BadRequest)).await?;
    browser::choose(locale);
    redirect::back_without(&["done"]);
    Ok(())
}
