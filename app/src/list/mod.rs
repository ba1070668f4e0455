//! What lists of a member's own rows share.

pub mod filter_bar;
pub mod live;
pub mod pagination;
pub mod paging;
pub mod query_string;
