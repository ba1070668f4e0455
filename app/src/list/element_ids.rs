//! Ids of elements that the page, the style sheet and the island share.

/// The element around everything that changes with the list.
pub const CONTAINER: &str = "list-container";

/// The form that adds a row.
pub const ADD_FORM: &str = "add-form";

/// The form that the buttons of all rows post: each has the action and the id of the row.
pub const ROW_ACTIONS: &str = "row-actions";

/// The form that opens a row for editing.
pub const OPEN_ROW: &str = "open-row";

/// The element around the search form: hidden while there is nothing to search.
pub const SEARCH: &str = "search-part";

/// The element with the rows.
pub const LIST: &str = "list";

/// The attribute of the container with the URL of the list that it shows.
pub const URL_ATTRIBUTE: &str = "data-list-url";
