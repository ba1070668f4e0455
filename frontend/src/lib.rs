//! Hydrates the islands of a page in the browser.

// The islands are found by name, so their crate must be linked.
use app as _;
use wasm_bindgen::prelude::wasm_bindgen;

/// Called by the script of the page once the module is loaded.
#[wasm_bindgen]
pub fn hydrate() {
    leptos::mount::hydrate_islands();
}
