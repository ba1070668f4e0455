//! Wakes the islands of a page in the browser.

// The islands are found by name: their crate must be linked.
use app as _;
use wasm_bindgen::prelude::wasm_bindgen;

/// Called by the page's script once the module is here.
#[wasm_bindgen]
pub fn hydrate() {
    leptos::mount::hydrate_islands();
}
