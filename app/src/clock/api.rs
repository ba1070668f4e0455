//! What the script posts to.

use leptos::server;

use crate::error::AppError;

/// Keeps in this browser, for a year, by how many `minutes` its clock is ahead of UTC.
///
/// # Errors
/// [`AppError::Unreadable`] for what no place on Earth has.
#[server(endpoint = "clock/set")]
pub async fn set_clock(minutes: i64) -> Result<(), AppError> {
    use crate::{
        backend::{calendar, gate::as_guest},
        domain::date::Offset,
    };
    let offset = as_guest(async |_| Offset::of(minutes).ok_or(AppError::Unreadable)).await?;
    calendar::keep(offset);
    Ok(())
}
