//! Forms that are posted to server functions.

use leptos::prelude::*;
use leptos_router::hooks::use_location;

/// The hidden field that says which page a form is on: where the server redirects to, and the page
/// that it renders with the error when it rejects the form.
pub const RETURN_TO: &str = "return_to";

/// A form that works without JavaScript. `action` may be left to its buttons (`formaction`).
#[component]
pub fn PostForm(
    #[prop(optional, into)] action: Option<String>,
    #[prop(optional, into)] id: Option<String>,
    #[prop(optional, into)] class: Option<&'static str>,
    /// The page that the form is on; the current one by default.
    #[prop(optional, into)]
    return_to: Option<String>,
    children: Children,
) -> impl IntoView {
    view! {
        <form id=id class=class method="post" action=action>
            <input type="hidden" name=RETURN_TO value=return_to.unwrap_or_else(current_page) />
            {children()}
        </form>
    }
}

/// Path and query of the page that is rendered.
#[must_use]
pub fn current_page() -> String {
    let location = use_location();
    let (path, search) = (location.pathname.get_untracked(), location.search.get_untracked());
    if search.is_empty() { path } else { format!("{path}?{}", search.trim_start_matches('?')) }
}
