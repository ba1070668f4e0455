//! Queries on the table of a list. Row level security restricts them to the member's rows, so no
//! query names a user.

use std::fmt::Display;

use serde::{Deserialize, Serialize};
use serde_json::json;
use strum::VariantArray;
use user_db::{Embedded, Filter as _, OwnRow, UserDb};
use uuid::Uuid;

use crate::{
    backend::current_date,
    error::AppError,
    list::{
        page_data::{Deletion, ListPage, PAGE_SIZE, Summary},
        row::{Choice, Filter, ListRow, NEWEST_FIRST, Sort},
        url::ListUrl,
    },
    model::{id::Id, version::Version},
};

/// Rows in a [`Summary`].
const SUMMARY_SIZE: u64 = 5;

#[derive(Deserialize)]
struct RowId {
    id: Uuid,
}

#[derive(Deserialize)]
struct Restored {
    restored: u64,
}

/// Rows that were deleted by one statement.
#[derive(Deserialize)]
pub struct DeletedBatch {
    /// One of them.
    pub row_id: Uuid,
    pub batch_size: u64,
}

/// Everything that the page at `url` shows, in one request; a page beyond the last one costs a
/// second request and becomes the last one.
///
/// # Errors
/// [`AppError::Unavailable`]. (Likewise everywhere below.)
pub async fn load<R: ListRow>(db: &UserDb, url: &ListUrl<R>) -> Result<ListPage<R>, AppError> {
    let page = load_page(db, url).await?;
    let last = page.page_count(url.filter);
    if url.page > last {
        return load_page(db, &ListUrl { page: last, ..url.clone() }).await;
    }
    Ok(page)
}

async fn load_page<R: ListRow>(db: &UserDb, url: &ListUrl<R>) -> Result<ListPage<R>, AppError> {
    let mut query = db.own_row("users").rows("page", R::TABLE, |rows| {
        let offset = u64::from(url.page - 1) * PAGE_SIZE;
        let rows = rows.columns(R::COLUMNS).order(url.sort.order()).range(offset, PAGE_SIZE);
        filtered(searched::<R, _>(rows, &url.search), url.filter)
    });
    query = query.count("all", R::TABLE, |rows| searched::<R, _>(rows, &url.search));
    for filter in R::Filter::VARIANTS {
        query = query.count(filter.code(), R::TABLE, |rows| {
            filtered(searched::<R, _>(rows, &url.search), Some(*filter))
        });
    }
    let opened = url.edit.as_deref().and_then(Id::<R>::parse);
    if let Some(id) = opened {
        query = query.rows("opened", R::TABLE, |rows| rows.columns(R::COLUMNS).eq("id", id));
    }
    let deleted = url.deleted.as_deref().and_then(Id::<R>::parse);
    if let Some(id) = deleted {
        query = query.rows("deletion", "deleted_rows", |rows| {
            rows.columns(Deletion::<R>::COLUMNS).eq("table_name", R::TABLE).eq("row_id", id)
        });
    }
    let found = query.send().await?;
    Ok(ListPage {
        rows: found.rows("page")?,
        all: found.count("all")?,
        counts: counts::<R>(&found)?,
        page: url.page,
        opened: if opened.is_some() { found.row("opened")? } else { None },
        deletion: if deleted.is_some() { found.row("deletion")? } else { None },
        today: current_date::today(),
    })
}

fn searched<R: ListRow, Q: user_db::Filter>(rows: Q, search: &str) -> Q {
    match R::SEARCHED {
        _ if search.is_empty() => rows,
        [column] => rows.contains(column, search),
        columns => rows.any_contains(columns, search),
    }
}

fn filtered<F: Filter, Q: user_db::Filter>(rows: Q, filter: Option<F>) -> Q {
    filter
        .map(Filter::condition)
        .into_iter()
        .fold(rows, |rows, (column, value)| rows.eq(column, value))
}

fn counts<R: ListRow>(found: &Embedded) -> Result<Vec<u64>, user_db::Error> {
    R::Filter::VARIANTS.iter().map(|filter| found.count(filter.code())).collect()
}

/// Adds the [`Summary`] of a list to a query of the dashboard, its rows as `alias`.
pub fn add_summary<R: ListRow>(query: OwnRow, alias: &'static str) -> OwnRow {
    let query = query.rows(alias, R::TABLE, |rows| {
        rows.columns(R::COLUMNS).order(NEWEST_FIRST).range(0, SUMMARY_SIZE)
    });
    R::Filter::VARIANTS.iter().fold(query, |query, filter| {
        query.count(filter.code(), R::TABLE, |rows| filtered(rows, Some(*filter)))
    })
}

/// Reads the [`Summary`] that [`add_summary`] has requested as `alias`.
///
/// # Errors
/// [`AppError::Internal`] if the response has none.
pub fn read_summary<R: ListRow>(
    found: &Embedded,
    alias: &'static str,
) -> Result<Summary<R>, AppError> {
    Ok(Summary { latest: found.rows(alias)?, counts: counts::<R>(found)? })
}

/// Inserts a row.
///
/// # Errors
/// See [`load`].
pub async fn insert<R: ListRow>(db: &UserDb, draft: &impl Serialize) -> Result<R, AppError> {
    Ok(db.insert(R::TABLE, draft).await?)
}

/// Updates columns of the row `id`, if its version is still `version`; any version without one.
///
/// # Errors
/// [`AppError::NotFound`] for an id that isn't the member's, [`AppError::Stale`] if the row has
/// changed since.
pub async fn update<R: ListRow>(
    db: &UserDb,
    id: &str,
    version: Option<&Version>,
    columns: &impl Serialize,
) -> Result<R, AppError> {
    let id = Id::<R>::parse(id).ok_or(AppError::NotFound)?;
    let change = db.update(R::TABLE, columns).eq("id", id);
    let change = version.into_iter().fold(change, |change, seen| change.eq("updated_at", seen));
    match change.one().await {
        Err(user_db::Error::NotFound) if version.is_some() && exists(db, id).await? => {
            Err(AppError::Stale)
        }
        // The columns have been parsed, so it is the version that Postgres can't read.
        Err(user_db::Error::Invalid { .. }) if version.is_some() => Err(AppError::BadRequest),
        result => Ok(result?),
    }
}

async fn exists<R: ListRow>(db: &UserDb, id: Id<R>) -> Result<bool, AppError> {
    let rows = db.select::<RowId>(R::TABLE).columns("id").eq("id", id).rows().await?;
    Ok(!rows.is_empty())
}

/// Deletes the row `id`. [`restore`] undoes it.
///
/// # Errors
/// [`AppError::NotFound`] for an id that isn't the member's.
pub async fn delete<R: ListRow>(db: &UserDb, id: &str) -> Result<(), AppError> {
    let id = Id::<R>::parse(id).ok_or(AppError::NotFound)?;
    db.delete::<RowId>(R::TABLE).columns("id").eq("id", id).one().await?;
    Ok(())
}

/// Deletes all rows whose `column` has this value. Returns one of them with the size of the batch;
/// [`restore`] with it restores all.
///
/// # Errors
/// See [`load`].
pub async fn delete_all<R: ListRow>(
    db: &UserDb,
    column: &'static str,
    value: impl Display,
) -> Result<Option<DeletedBatch>, AppError> {
    let rows = db.delete::<RowId>(R::TABLE).columns("id").eq(column, value).all().await?;
    let Some(row) = rows.first() else { return Ok(None) };
    // Supabase limits the number of rows in a response, so they can't be counted here.
    let batch = db.select("deleted_rows").columns("row_id,batch_size");
    Ok(batch.eq("table_name", R::TABLE).eq("row_id", row.id).rows().await?.pop())
}

/// Restores the row `id` and all rows that were deleted with it; returns how many.
///
/// # Errors
/// [`AppError::NotFound`] if nothing of the member's can be restored.
pub async fn restore<R: ListRow>(db: &UserDb, id: &str) -> Result<u64, AppError> {
    let id = Id::<R>::parse(id).ok_or(AppError::NotFound)?;
    let arguments = json!({ "table_name": R::TABLE, "row_id": id });
    let restored: Vec<Restored> = db.call("restore_deleted_rows", &arguments).await?;
    restored.first().map(|result| result.restored).ok_or(AppError::NotFound)
}
