//! The style sheet and scripts that every page loads.

use std::sync::Arc;

use leptos::{nonce::use_nonce, prelude::*, tachys::html::InertElement};
use leptos_meta::HashedStylesheet;

/// The HTML that loads them, split where the nonce is inserted. The framework reads the names of
/// the files from disk each time it renders this HTML; here it is rendered once.
#[derive(Clone)]
pub struct Bundle(Arc<[String]>);

impl Bundle {
    /// Renders the HTML. Needs a nonce in the context.
    ///
    /// # Panics
    /// If file names contain hashes and the file that lists them is missing.
    #[must_use]
    pub fn new(options: &LeptosOptions) -> Self {
        let options = options.clone();
        let head = view! {
            <HashedStylesheet options=options.clone() id="style" />
            <AutoReload options=options.clone() />
            <HydrationScripts options islands=true />
        };
        let head = head.to_html();
        Self(match use_nonce() {
            Some(nonce) => head.split(&*nonce).map(String::from).collect(),
            None => [head].into(),
        })
    }

    /// The HTML with the nonce of the current page.
    pub fn render(&self) -> InertElement {
        // `HydrationScripts` does the same where it is rendered: only islands are hydrated.
        if let Some(context) = Owner::current_shared_context() {
            context.set_is_hydrating(false);
        }
        let nonce = use_nonce().map(|nonce| nonce.to_string()).unwrap_or_default();
        InertElement::new(self.0.join(&nonce))
    }
}
