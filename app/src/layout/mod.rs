//! The parts around every page: the HTML document, the header with the navigation, and the footer.

mod document;
mod footer;
mod header;
mod site;

pub use document::Document;
pub use site::{ErrorLayout, SiteLayout};
