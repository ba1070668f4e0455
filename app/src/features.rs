//! The pages and server functions of the site: who may use them, which pages the navigation lists,
//! and which tables hold their data.
//!
//! Everything requires a signed-in user unless this table says otherwise. A new feature is one
//! entry in [`PAGES`].

use crate::{i18n::t, list::row::ListRow, tasks::model::Task, wishlist::model::Book};

/// Who may open a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Signed-in users. Guests are redirected to the sign-in page.
    Member,
    /// Everyone.
    Public,
    /// Guests. Signed-in users are redirected to the dashboard.
    GuestOnly,
}

/// A page of the site.
#[derive(Clone, Copy, Debug)]
pub struct Page {
    /// The path, without a trailing slash.
    pub path: &'static str,
    pub access: Access,
    /// The label of the page's link in the main navigation. `None` leaves the page out of it.
    pub label: Option<fn() -> &'static str>,
    /// The tables with rows of the user that the data export contains.
    pub tables: &'static [&'static str],
}

impl Page {
    const fn new(path: &'static str, access: Access) -> Self {
        Self { path, access, label: None, tables: &[] }
    }

    /// A page of the main navigation.
    const fn listed(path: &'static str, label: fn() -> &'static str) -> Self {
        Self { label: Some(label), ..Self::new(path, Access::Member) }
    }

    /// The page of a list.
    const fn list<R: ListRow>(label: fn() -> &'static str) -> Self {
        Self { tables: const { &[R::TABLE] }, ..Self::listed(R::PATH, label) }
    }
}

/// Every page that is public, or listed in the navigation, or owns tables. The navigation keeps
/// this order.
pub const PAGES: &[Page] = &[
    Page::new("/", Access::Public),
    Page::new("/account-deleted", Access::Public),
    Page::new("/recover", Access::Public),
    Page::new("/login", Access::GuestOnly),
    Page::new("/login/code", Access::GuestOnly),
    Page::new("/login/recovery", Access::GuestOnly),
    Page::new("/signup", Access::GuestOnly),
    Page::listed("/dashboard", || t!(layout.dashboard)),
    Page::list::<Task>(|| t!(layout.tasks)),
    Page::list::<Book>(|| t!(layout.wishlist)),
    Page::listed("/account", || t!(layout.account)),
];

/// The endpoints of the server functions that a guest may call.
const PUBLIC_FUNCTIONS: &[&str] = &[
    "account/current",
    "account/deleted",
    "email-codes/pending",
    "email-codes/resend",
    "preferences/language",
    "preferences/theme",
    "preferences/time-zone",
    "recovery/redeem-code",
    "recovery/redeem-link",
    "sign-in/begin",
    "sign-in/finish",
    "sign-in/redeem-code",
    "sign-in/send-code",
    "sign-out",
    "sign-up/begin",
    "sign-up/finish",
    "sign-up/send-code",
];

/// The pages of the main navigation, each with its label.
pub fn navigation() -> impl Iterator<Item = (&'static str, &'static str)> {
    PAGES.iter().filter_map(|page| Some((page.path, page.label?())))
}

/// The tables that the data export contains.
pub fn exported_tables() -> impl Iterator<Item = &'static str> {
    PAGES.iter().flat_map(|page| page.tables.iter().copied())
}

/// Whether everyone may open the page at `path`.
#[must_use]
pub fn is_public_page(path: &str) -> bool {
    access(path) == Access::Public
}

/// Whether the page at `path` is for guests alone.
#[must_use]
pub fn is_guest_only_page(path: &str) -> bool {
    access(path) == Access::GuestOnly
}

/// Whether a guest may call the server function with this endpoint, such as `sign-in/begin`.
#[must_use]
pub fn is_public_function(endpoint: &str) -> bool {
    PUBLIC_FUNCTIONS.contains(&endpoint)
}

fn access(path: &str) -> Access {
    PAGES.iter().find(|page| page.path == path).map_or(Access::Member, |page| page.access)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_and_functions_require_a_member_by_default() {
        for path in ["/tasks", "/account/confirm", "/unknown", "/recover/x", "//", ""] {
            assert!(!is_public_page(path) && !is_guest_only_page(path), "{path:?}");
        }
        assert!(!is_public_function("tasks/add") && !is_public_function("unknown"));
    }

    #[test]
    fn the_table_names_what_is_public() {
        assert!(is_public_page("/") && !is_guest_only_page("/"));
        assert!(is_guest_only_page("/login") && !is_public_page("/login"));
        assert!(is_public_function("sign-out"));
    }

    #[test]
    fn the_navigation_lists_labelled_pages_in_order() {
        let paths: Vec<_> = navigation().map(|(path, _)| path).collect();
        assert_eq!(paths, ["/dashboard", "/tasks", "/wishlist", "/account"]);
    }

    #[test]
    fn the_export_contains_the_tables_of_all_pages() {
        assert_eq!(exported_tables().collect::<Vec<_>>(), ["tasks", "books"]);
    }
}
