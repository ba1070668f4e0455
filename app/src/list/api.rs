//! Declares the server functions that every list has.

/// Expands to five ordinary server functions. The `parse` of the draft takes the fields of the
/// form, in this order, as `&str`. A field that the form leaves out is empty.
///
/// ```text
/// server_functions! {
///     Note(super::model::NoteDraft { title, body });
///     list_notes = "notes/list",
///     add_note = "notes/add",
///     edit_note = "notes/edit",
///     delete_note = "notes/delete",
///     restore_notes = "notes/restore",
/// }
/// ```
macro_rules! server_functions {
    (
        $Row:ident($Draft:ty { $($field:ident),+ });
        $list:ident = $list_endpoint:tt,
        $add:ident = $add_endpoint:tt,
        $edit:ident = $edit_endpoint:tt,
        $delete:ident = $delete_endpoint:tt,
        $restore:ident = $restore_endpoint:tt $(,)?
    ) => {
        /// One page of the member's list; `query` is that of the page's URL.
        ///
        /// # Errors
        /// [`AppError::SignedOut`](crate::error::AppError::SignedOut),
        /// [`AppError::Unavailable`](crate::error::AppError::Unavailable). (Likewise everywhere
        /// below.)
        #[::leptos::server(endpoint = $list_endpoint)]
        pub async fn $list(
            #[server(default)] query: String,
        ) -> Result<$crate::list::page_data::ListPage<$Row>, $crate::error::AppError> {
            $crate::list::server::actions::list(&query).await
        }

        /// Adds a row.
        ///
        /// # Errors
        /// [`AppError::Invalid`](crate::error::AppError::Invalid).
        #[::leptos::server(endpoint = $add_endpoint)]
        pub async fn $add(
            $(#[server(default)] $field: String),+
        ) -> Result<$Row, $crate::error::AppError> {
            $crate::list::server::actions::add(|| <$Draft>::parse($(&$field),+)).await
        }

        /// Changes the row `id` if its version is still `version`; any version if that is empty.
        ///
        /// # Errors
        /// [`AppError::Invalid`](crate::error::AppError::Invalid),
        /// [`AppError::NotFound`](crate::error::AppError::NotFound),
        /// [`AppError::Stale`](crate::error::AppError::Stale).
        #[::leptos::server(endpoint = $edit_endpoint)]
        pub async fn $edit(
            id: String,
            #[server(default)] version: String,
            $(#[server(default)] $field: String),+
        ) -> Result<$Row, $crate::error::AppError> {
            let draft = || <$Draft>::parse($(&$field),+);
            $crate::list::server::actions::edit(&id, &version, draft).await
        }

        /// Deletes a row. For an hour it can be restored.
        ///
        /// # Errors
        /// [`AppError::NotFound`](crate::error::AppError::NotFound).
        #[::leptos::server(endpoint = $delete_endpoint)]
        pub async fn $delete(id: String) -> Result<(), $crate::error::AppError> {
            $crate::list::server::actions::delete::<$Row>(&id).await
        }

        /// Restores all rows that were deleted together with this one; returns how many.
        ///
        /// # Errors
        /// [`AppError::NotFound`](crate::error::AppError::NotFound).
        #[::leptos::server(endpoint = $restore_endpoint)]
        pub async fn $restore(id: String) -> Result<u64, $crate::error::AppError> {
            $crate::list::server::actions::restore::<$Row>(&id).await
        }
    };
}
pub(crate) use server_functions;
