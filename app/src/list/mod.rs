//! The kit for lists of a member's own rows, such as `/tasks` and `/wishlist`.
//!
//! A list gets search, filters with counts, sorting, paging, editing with conflict detection, undo,
//! keyboard and live updates from here; every part works without JavaScript. A feature says what is
//! its own by implementing two traits for its row:
//!
//! - [`row::ListRow`] in `model.rs`: table, columns, filters and sort orders
//! - [`view::ListView`] in `page.rs`: how a row and its form look, and the texts
//!
//! and by declaring its server functions in `api.rs` with [`server_functions!`].
//!
//! - [`url`]: search, filter, sort order and page, in the query of the URL
//! - [`page_data`]: what the server functions return
//! - [`server`]: the queries, and the bodies of the server functions
//! - [`page`] and the modules beside it: the parts of the page
//! - [`live`]: the island that submits forms without a page load

pub(crate) mod api;
mod edit_form;
pub mod element_ids;
mod filter_bar;
pub mod live;
pub mod page;
pub mod page_data;
mod pagination;
pub mod row;
mod row_item;
mod search_form;
#[cfg(feature = "ssr")]
pub mod server;
mod undo_notice;
pub mod url;
pub mod view;

pub(crate) use api::server_functions;
