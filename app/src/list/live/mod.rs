//! The island that makes a list faster: forms are submitted without a page load, the expected
//! result is shown at once, and then the server's next page is merged into the current one. So
//! there is one description of the page, on the server, and tabs that show the same list agree
//! after their next action.
//!
//! - [`island`]: the island; [`search`]: the island that searches while the user types
//! - [`submission`]: one submitted form; [`queue`]: all that are in flight
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
