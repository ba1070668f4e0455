//! Server functions that store preferences in the browser. Guests may call them.

use leptos::server;

use crate::error::AppError;

/// Stores the theme and returns to the page that the form was on.
///
/// # Errors
/// [`AppError::BadRequest`] for an unknown theme.
#[server(endpoint = "preferences/theme")]
pub async fn choose_theme(theme: String) -> Result<(), AppError> {
    use super::cookies;
    use crate::backend::{auth::as_guest, redirect};
    let theme = as_guest(async |_| theme.parse().map_err(|_| AppError::BadRequest)).await?;
    cookies::set_theme(theme);
    redirect::back_without(&["done"]);
    Ok(())
}

/// Stores the language and returns to the page that the form was on.
///
/// # Errors
/// [`AppError::BadRequest`] for an unknown language.
#[server(endpoint = "preferences/language")]
pub async fn choose_language(language: String) -> Result<(), AppError> {
    use super::cookies;
    use crate::{
        backend::{auth::as_guest, redirect},
        i18n::Locale,
    };
    let known = Locale::from_code(&language).ok_or(AppError::BadRequest);
    cookies::set_language(Some(as_guest(async |_| known).await?));
    redirect::back_without(&["done"]);
    Ok(())
}

/// Stores the browser's offset from UTC in minutes, positive east of Greenwich.
///
/// # Errors
/// [`AppError::BadRequest`] for an offset that no time zone has.
#[server(endpoint = "preferences/time-zone")]
pub async fn set_time_zone(minutes: i64) -> Result<(), AppError> {
    use super::{cookies, time_zone::utc_offset};
    use crate::backend::auth::as_guest;
    let offset = as_guest(async |_| utc_offset(minutes).ok_or(AppError::BadRequest)).await?;
    cookies::set_utc_offset(offset);
    Ok(())
}
