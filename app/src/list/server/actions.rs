//! The bodies of a list's server functions. Each checks the session, parses its arguments, changes
//! the database as the member, and sets the redirect of a form without JavaScript.

use serde::Serialize;

use super::queries;
use crate::{
    backend::{auth::as_member, redirect},
    error::AppError,
    list::{
        page_data::ListPage,
        row::ListRow,
        url::{ListUrl, TRANSIENT_PARAMS},
    },
    model::{validation::ValidationError, version::Version},
};

/// The page of the list at this query of a URL.
///
/// # Errors
/// [`AppError::SignedOut`], [`AppError::Unavailable`]. (Likewise everywhere below.)
pub async fn list<R: ListRow>(query: &str) -> Result<ListPage<R>, AppError> {
    as_member(async |member| queries::load(&member.db, &ListUrl::parse(query)).await).await
}

/// Adds a row, and leads to where it is shown.
///
/// # Errors
/// [`AppError::Invalid`].
pub async fn add<R: ListRow, D: Serialize>(
    draft: impl FnOnce() -> Result<D, ValidationError>,
) -> Result<R, AppError> {
    let row = as_member(async |member| queries::insert(&member.db, &draft()?).await).await?;
    let url = ListUrl::<R>::parse(&redirect::referer_query());
    if url.starts_with_new_rows() {
        redirect::to(&url.with_page(1).href());
    } else {
        redirect::to(R::PATH);
    }
    Ok(row)
}

/// Changes a row if it has not changed since the member loaded it.
///
/// # Errors
/// [`AppError::Invalid`], [`AppError::NotFound`], [`AppError::Stale`].
pub async fn edit<R: ListRow, D: Serialize>(
    id: &str,
    version: &str,
    draft: impl FnOnce() -> Result<D, ValidationError>,
) -> Result<R, AppError> {
    let version = Version::parse(version);
    let row = as_member(async |member| {
        queries::update(&member.db, id, version.as_ref(), &draft()?).await
    });
    let row = row.await?;
    redirect::back_without(TRANSIENT_PARAMS);
    Ok(row)
}

/// Changes columns of a row, whatever its version is.
///
/// # Errors
/// [`AppError::NotFound`], and what `columns` fails with.
pub async fn set<R: ListRow, C: Serialize>(
    id: &str,
    columns: impl FnOnce() -> Result<C, AppError>,
) -> Result<R, AppError> {
    let row = as_member(async |member| queries::update(&member.db, id, None, &columns()?).await);
    let row = row.await?;
    redirect::back_without(TRANSIENT_PARAMS);
    Ok(row)
}

/// Deletes a row, and leads back to the list with an undo notice.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn delete<R: ListRow>(id: &str) -> Result<(), AppError> {
    as_member(async |member| queries::delete::<R>(&member.db, id).await).await?;
    redirect::back_with("deleted", id, TRANSIENT_PARAMS);
    Ok(())
}

/// Restores what was deleted together with this row.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn restore<R: ListRow>(id: &str) -> Result<u64, AppError> {
    let restored = as_member(async |member| queries::restore::<R>(&member.db, id).await).await?;
    redirect::back_without(TRANSIENT_PARAMS);
    Ok(restored)
}
