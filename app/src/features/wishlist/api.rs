//! The server functions of the wishlist.

use leptos::server;

use super::model::Book;
use crate::{error::AppError, list::server_functions};

server_functions! {
    Book(super::model::BookDraft { title, author });
    list_books = "wishlist/list",
    add_book = "wishlist/add",
    edit_book = "wishlist/edit",
    remove_book = "wishlist/delete",
    restore_books = "wishlist/restore",
}

/// Changes how far the member has got with a book.
///
/// # Errors
/// [`AppError::Invalid`] for an unknown status, [`AppError::NotFound`].
#[server(endpoint = "wishlist/set-status")]
pub async fn set_book_status(id: String, status: String) -> Result<Book, AppError> {
    use super::model::ReadingStatus;
    use crate::{
        list::{row::Choice, server::actions},
        model::validation::{Rule, ValidationError},
    };
    actions::set(&id, || {
        let status = ReadingStatus::from_code(&status)
            .ok_or(ValidationError::new("status", Rule::Option))?;
        Ok(serde_json::json!({ "status": status }))
    })
    .await
}
