//! The server functions of books. Each passes the gate, parses what it was given, and asks the database as the member.

use leptos::server;

use super::{model::Book, page_model::Shelf};
use crate::error::AppError;

/// One page of the member's books; `number` counts from 1. See [`crate::wishlist::page_model::Wanted`] for the other three.
///
/// # Errors
/// [`AppError::SignedOut`], or [`AppError::Unavailable`] when the database doesn't answer. (Likewise everywhere below.)
#[server(endpoint = "wishlist/list")]
pub async fn list_books(
    #[server(default)] status: String,
    #[server(default)] search: String,
    #[server(default)] sort: String,
    #[server(default)] number: u32,
) -> Result<Shelf, AppError> {
    use super::{page_model::Wanted, queries};
    use crate::backend::auth::as_member;
    as_member(async |member| queries::shelf(&member.db, &Wanted::parse(&status, &search, &sort), number).await).await
}

/// # Errors
/// [`AppError::Invalid`] for a title or an author that breaks the rules.
#[server(endpoint = "wishlist/add")]
pub async fn add_book(title: String, #[server(default)] author: String) -> Result<Book, AppError> {
    use super::{
        model::{Author, Title},
        queries,
    };
    use crate::backend::{auth::as_member, redirect};
    let book = as_member(async |member| {
        let (title, author) = (Title::parse(&title)?, Author::parse(&author)?);
        queries::insert(&member.db, &title, author.as_ref()).await
    })
    .await?;
    // Whatever was shown, the newest of all is on the first page.
    redirect::go_to("/wishlist");
    Ok(book)
}

/// A book of the member, if it is there.
///
/// # Errors
/// As [`list_books`].
#[server(endpoint = "wishlist/find")]
pub async fn find_book(id: String) -> Result<Option<Book>, AppError> {
    use super::queries;
    use crate::backend::auth::as_member;
    as_member(async |member| queries::find(&member.db, &id).await).await
}

/// `seen` is the `updated_at` of what the person has before them; whoever doesn't say overwrites what is there.
///
/// # Errors
/// [`AppError::Invalid`] for a title or an author that breaks the rules, [`AppError::NotFound`] for a book that isn't the member's,
/// [`AppError::Stale`] for one that has changed since.
#[server(endpoint = "wishlist/edit")]
pub async fn edit_book(
    id: String,
    title: String,
    #[server(default)] author: String,
    #[server(default)] seen: String,
) -> Result<Book, AppError> {
    use super::{
        model::{Author, Title},
        queries,
    };
    use crate::{
        backend::{auth::as_member, redirect},
        model::version::Version,
    };
    let book = as_member(async |member| {
        let (title, author) = (Title::parse(&title)?, Author::parse(&author)?);
        queries::edit(&member.db, &id, &title, author.as_ref(), Version::parse(&seen).as_ref()).await
    })
    .await?;
    redirect::back_without(&["edit"]);
    Ok(book)
}

/// # Errors
/// [`AppError::BadRequest`] for a status that is none, [`AppError::NotFound`] for a book that isn't the member's.
#[server(endpoint = "wishlist/set-status")]
pub async fn set_book_status(id: String, status: String) -> Result<Book, AppError> {
    use super::{model::Status, queries};
    use crate::backend::auth::as_member;
    as_member(async |member| {
        let status = Status::parse(&status).ok_or(AppError::BadRequest)?;
        queries::set_status(&member.db, &id, status).await
    })
    .await
}

/// # Errors
/// [`AppError::NotFound`] for a book that isn't the member's.
#[server(endpoint = "wishlist/remove")]
pub async fn remove_book(id: String) -> Result<(), AppError> {
    use super::queries;
    use crate::backend::auth::as_member;
    as_member(async |member| queries::remove(&member.db, &id).await).await
}
