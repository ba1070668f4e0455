//! The wishlist: books to read, being read and finished, at `/wishlist`.

pub mod api;
pub mod model;
pub mod page;
