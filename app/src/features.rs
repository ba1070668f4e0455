//! The features of the product, and the pages and server functions of the whole site: who may use
//! them, which pages the navigation lists, and which tables hold their data.
//!
//! Everything requires a signed-in user unless the tables below say otherwise. A new list is a
//! module and a line in [`PAGES`], which gives it its route, its link and its place in the export.

pub mod tasks;
pub mod wishlist;

use leptos::{prelude::*, tachys::view::iterators::StaticVec};
use leptos_router::{
    MatchNestedRoutes, SsrMode, StaticSegment, any_nested_route::IntoAnyNestedRoute,
    components::Route,
};

use self::{
    tasks::{model::Task, page::TasksPage},
    wishlist::{model::Book, page::WishlistPage},
};
use crate::{i18n::t, list::row::ListRow};

/// Every page that is public, or listed in the navigation, or owns tables. The navigation keeps
/// this order.
pub const PAGES: &[Page] = &[
    Page::new("/", PageAccess::Public),
    Page::new("/account-deleted", PageAccess::Public),
    Page::new("/recover", PageAccess::Public),
    Page::new("/login", PageAccess::GuestOnly),
    Page::new("/login/code", PageAccess::GuestOnly),
    Page::new("/login/recovery", PageAccess::GuestOnly),
    Page::new("/signup", PageAccess::GuestOnly),
    Page::listed("/dashboard", || t!(layout.dashboard)),
    Page::list::<Task>(|| t!(layout.tasks), || view! { <TasksPage /> }.into_any()),
    Page::list::<Book>(|| t!(layout.wishlist), || view! { <WishlistPage /> }.into_any()),
    Page::listed("/account", || t!(layout.account)),
];

/// Who may open a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PageAccess {
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
    pub access: PageAccess,
    /// The label of the page's link in the main navigation. `None` leaves the page out of it.
    pub label: Option<fn() -> &'static str>,
    /// The tables with rows of the user that the data export contains.
    pub tables: &'static [&'static str],
    /// What the page shows, if it is the page of a list.
    pub list: Option<List>,
}

/// A list of the user's own rows.
#[derive(Clone, Copy, Debug)]
pub struct List {
    /// The path of its page. Its server functions are below `/api` with the same path.
    pub path: &'static str,
    pub table: &'static str,
    view: fn() -> AnyView,
}

impl Page {
    const fn new(path: &'static str, access: PageAccess) -> Self {
        Self { path, access, label: None, tables: &[], list: None }
    }

    /// A page of the main navigation.
    const fn listed(path: &'static str, label: fn() -> &'static str) -> Self {
        Self { label: Some(label), ..Self::new(path, PageAccess::Member) }
    }

    /// The page of a list.
    const fn list<R: ListRow>(label: fn() -> &'static str, view: fn() -> AnyView) -> Self {
        let list = List { path: R::PATH, table: R::TABLE, view };
        let page = Self::listed(R::PATH, label);
        Self { tables: const { &[R::TABLE] }, list: Some(list), ..page }
    }
}

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

/// Every list, in the order of the navigation.
pub fn lists() -> impl Iterator<Item = List> {
    PAGES.iter().filter_map(|page| page.list)
}

/// The routes of all lists.
#[component(transparent)]
pub fn ListRoutes() -> impl MatchNestedRoutes + Clone {
    let route = |List { path, view, .. }| {
        let route = view! { <Route path=StaticSegment(path) view=view ssr=SsrMode::Async /> };
        route.into_inner().into_any_nested_route()
    };
    StaticVec::from(lists().map(route).collect::<Vec<_>>())
}

/// The tables that the data export contains.
pub fn exported_tables() -> impl Iterator<Item = &'static str> {
    PAGES.iter().flat_map(|page| page.tables.iter().copied())
}

/// Whether everyone may open the page at `path`.
#[must_use]
pub fn is_public_page(path: &str) -> bool {
    access(path) == PageAccess::Public
}

/// Whether the page at `path` is for guests alone.
#[must_use]
pub fn is_guest_only_page(path: &str) -> bool {
    access(path) == PageAccess::GuestOnly
}

/// Whether a guest may call the server function with this endpoint, such as `sign-in/begin`.
#[must_use]
pub fn is_public_function(endpoint: &str) -> bool {
    PUBLIC_FUNCTIONS.contains(&endpoint)
}

fn access(path: &str) -> PageAccess {
    PAGES.iter().find(|page| page.path == path).map_or(PageAccess::Member, |page| page.access)
}

#[cfg(test)]
mod tests {
    use std::iter;

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
        let lists = lists().map(|list| list.path);
        let expected: Vec<_> = iter::once("/dashboard").chain(lists).chain(["/account"]).collect();
        assert_eq!(paths, expected);
    }

    #[test]
    fn the_export_contains_the_tables_of_all_lists() {
        let tables: Vec<_> = exported_tables().collect();
        assert!(tables.len() > 1);
        assert_eq!(tables, lists().map(|list| list.table).collect::<Vec<_>>());
    }
}
