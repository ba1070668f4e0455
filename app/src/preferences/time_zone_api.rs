//! What the script posts to.

use leptos::server;

use crate::error::AppError;

/// Keeps in this browser, for a year, by how many `minutes` its clock is ahead of UTC.
///
/// # Errors
/// [`AppError::BadRequest`] for what no place on Earth has.
#[server(endpoint = "clock/set")]
pub async fn set_clock(minutes: i64) -> Result<(), AppError> {
    use super::time_zone;
    use crate::{backend::auth::as_guest, model::date::Offset};
    let offset = as_guest(async |_| Offset::of(minutes).ok_or(AppError::BadRequest)).await?;
    time_zone::keep(offset);
    Ok(())
}
