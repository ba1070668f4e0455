//! The island that makes a list faster: forms are submitted without a page load, the expected
//! result is shown at once, and then the server's next page is merged into the current one. So
//! there is one description of the page, on the server, and tabs that show the same list agree
//! after their next action.
//!
//! - [`island`]: the island; [`search`]: the one that searches as one types
//! - [`submission`]: one form on its way; [`queue`]: all of them
//! - [`optimistic`]: the expected result
//! - [`morph`]: merges a page; [`focus`]: where the focus is afterwards; [`keyboard`]: shortcuts

mod focus;
mod island;
mod keyboard;
mod morph;
mod optimistic;
mod queue;
mod search;
mod submission;

pub use island::LiveList;
pub use search::SearchAsYouType;

/// The element around everything that changes with the list.
pub const CONTAINER_ID: &str = "list-container";

/// The attribute of the container with the URL of the list that it shows.
pub const URL_ATTRIBUTE: &str = "data-list-url";

/// The element with the rows.
pub const LIST_ID: &str = "list";
