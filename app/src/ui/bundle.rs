//! The files that every page loads: the styles, and what brings the islands to life.

use std::sync::Arc;

use leptos::{nonce::use_nonce, prelude::*, tachys::html::InertElement};
use leptos_meta::HashedStylesheet;

/// What the head of a page says of them, in pieces: between them stands the nonce of the page. To name the files the framework
/// reads the disk; here that happens once.
#[derive(Clone)]
pub struct Bundle(Arc<[String]>);

impl Bundle {
    /// Asks for the names, and for any nonce: it must be there as context.
    ///
    /// # Panics
    /// Where the names have hashes in them and the file that lists those is missing.
    #[must_use]
    pub fn of(options: &LeptosOptions) -> Self {
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

    /// For the page that is being rendered.
    pub fn for_this_page(&self) -> InertElement {
        // As `HydrationScripts` does where it is rendered: nothing but islands is hydrated.
        if let Some(context) = Owner::current_shared_context() {
            context.set_is_hydrating(false);
        }
        let nonce = use_nonce().map(|nonce| nonce.to_string()).unwrap_or_default();
        InertElement::new(self.0.join(&nonce))
    }
}
