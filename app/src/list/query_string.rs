//! The query of an address, read and written: what a list shows stands there, so that links, reloading and the back button keep
//! to it.

use leptos::prelude::*;
use leptos_router::location::Url;

/// A query's value of that name.
/// (The framework's own map of a query decodes it twice: whoever typed `%41` would search for `A`.)
#[must_use]
pub fn value(query: &str, name: &str) -> Option<String> {
    let mut pairs = query.trim_start_matches('?').split('&').filter_map(|pair| pair.split_once('='));
    pairs.find(|(key, _)| *key == name).map(|(_, value)| Url::unescape(&value.replace('+', " ")))
}

/// The address of `path` with these names and values.
#[must_use]
pub fn href(path: &str, fields: &[(&str, String)]) -> String {
    let pairs: Vec<_> = fields.iter().map(|(name, value)| format!("{name}={}", Url::escape(value))).collect();
    if pairs.is_empty() { path.to_owned() } else { format!("{path}?{}", pairs.join("&")) }
}

/// The form behind buttons elsewhere on the page that open something in a list: they say what, it says where on the list.
#[component]
pub fn Opener(action: &'static str, fields: Vec<(&'static str, String)>) -> impl IntoView {
    let fields = fields.into_iter().map(|(name, value)| view! { <input type="hidden" name=name value=value /> });
    view! {
        <form id="opener" method="get" action=action>
            {fields.collect_view()}
        </form>
    }
}
