//! Queries on `public.books`. Row level security decides whose rows they see: no query here names a user.

use serde::de::DeserializeOwned;
use serde_json::json;
use user_db::{Filter, Page, Select, UserDb};

use super::{
    model::{Author, Book, BookId, Counts, Overview, Status, Title},
    page_model::{Shelf, Sort, Wanted},
};
use crate::{error::AppError, list::paging, model::version::Version};

const TABLE: &str = "books";
const NEWEST_FIRST: &str = "created_at.desc,id.desc";
const LATEST: u64 = 3;

/// One page. A number beyond the last page gives no books and the true total.
///
/// # Errors
/// [`AppError::Unavailable`] when the database doesn't answer. (Likewise everywhere below.)
pub async fn shelf(db: &UserDb, wanted: &Wanted, number: u32) -> Result<Shelf, AppError> {
    let number = number.max(1);
    let offset = u64::from(number - 1) * paging::PAGE;
    let (page, counts) = counted(db, wanted, (offset, paging::PAGE)).await?;
    Ok(Shelf { books: page.rows, counts, total: page.total, number })
}

/// # Errors
/// See [`shelf`].
pub async fn insert(db: &UserDb, title: &Title, author: Option<&Author>) -> Result<Book, AppError> {
    Ok(db.insert(TABLE, &json!({ "title": title, "author": author })).await?)
}

/// Changes what the person has `seen`; without that, whatever is there.
///
/// # Errors
/// [`AppError::NotFound`] for an id that is not this person's, [`AppError::Stale`] where the book has changed since.
pub async fn edit(
    db: &UserDb,
    id: &str,
    title: &Title,
    author: Option<&Author>,
    seen: Option<&Version>,
) -> Result<Book, AppError> {
    let book = parsed(id)?;
    let change = db.update(TABLE, &json!({ "title": title, "author": author })).eq("id", book);
    let change = seen.into_iter().fold(change, |change, seen| change.eq("updated_at", seen));
    match change.one().await {
        Err(user_db::Error::NotFound) if seen.is_some() && find(db, id).await?.is_some() => Err(AppError::Stale),
        // All else has been parsed: that is no version.
        Err(user_db::Error::Invalid { .. }) => Err(AppError::BadRequest),
        answer => Ok(answer?),
    }
}

/// The book with this id, if it is there.
///
/// # Errors
/// See [`shelf`].
pub async fn find(db: &UserDb, id: &str) -> Result<Option<Book>, AppError> {
    let Some(id) = BookId::parse(id) else { return Ok(None) };
    Ok(db.select::<Book>(TABLE).columns(Book::COLUMNS).eq("id", id).rows().await?.pop())
}

/// # Errors
/// [`AppError::NotFound`] for an id that is not this person's.
pub async fn set_status(db: &UserDb, id: &str, status: Status) -> Result<Book, AppError> {
    Ok(db.update(TABLE, &json!({ "status": status })).eq("id", parsed(id)?).one().await?)
}

/// # Errors
/// See [`set_status`].
pub async fn remove(db: &UserDb, id: &str) -> Result<(), AppError> {
    db.delete::<Book>(TABLE).eq("id", parsed(id)?).one().await?;
    Ok(())
}

/// # Errors
/// See [`shelf`].
pub async fn overview(db: &UserDb) -> Result<Overview, AppError> {
    let (latest, counts) = counted(db, &Wanted::default(), (0, LATEST)).await?;
    Ok(Overview { counts, latest: latest.rows })
}

/// Some of the books that are wanted, and how many there are of each status. The total of the first question answers one of the
/// others; the three that are left are asked at once and take as long as one.
async fn counted(db: &UserDb, wanted: &Wanted, range: (u64, u64)) -> Result<(Page<Book>, Counts), AppError> {
    let books = found(db.select::<Book>(TABLE), wanted).columns(Book::COLUMNS).order(order(wanted.sort));
    let books = wanted.status.into_iter().fold(books, |books, status| books.eq("status", status));
    let [one, other] = match wanted.status {
        Some(Status::Wishlist) => [Status::Reading, Status::Finished],
        Some(Status::Reading) => [Status::Wishlist, Status::Finished],
        Some(Status::Finished) | None => [Status::Wishlist, Status::Reading],
    };
    let count =
        |status| found(db.select::<BookId>(TABLE), wanted).columns("id").eq("status", status).range(0, 0).page();
    let (page, one_of, other_of) = futures::try_join!(books.range(range.0, range.1).page(), count(one), count(other))?;
    let rest = match wanted.status {
        Some(_) => page.total,
        None => page.total.saturating_sub(one_of.total + other_of.total),
    };
    let of = |status| match status {
        _ if status == one => one_of.total,
        _ if status == other => other_of.total,
        _ => rest,
    };
    let counts =
        Counts { wishlist: of(Status::Wishlist), reading: of(Status::Reading), finished: of(Status::Finished) };
    Ok((page, counts))
}

/// Those that the search finds, whatever their status.
fn found<T: DeserializeOwned>(books: Select<T>, wanted: &Wanted) -> Select<T> {
    if wanted.search.is_empty() { books } else { books.any_contains(&["title", "author"], &wanted.search) }
}

fn order(sort: Sort) -> &'static str {
    match sort {
        Sort::Newest => NEWEST_FIRST,
        Sort::Title => "title.asc,id.asc",
        // Books without an author come last.
        Sort::Author => "author.asc.nullslast,title.asc,id.asc",
    }
}

fn parsed(id: &str) -> Result<BookId, AppError> {
    BookId::parse(id).ok_or(AppError::NotFound)
}
