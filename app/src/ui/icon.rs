//! Small pictures that stand beside words, hidden from screen readers.

use leptos::prelude::*;

/// The keyhole of the brand.
#[component]
pub fn Logo() -> impl IntoView {
    view! {
        <svg class="logo" viewBox="0 0 32 32" aria-hidden="true">
            <rect width="32" height="32" rx="8" />
            <path d="M16 8a5 5 0 0 0-2.6 9.3L12 24h8l-1.4-6.7A5 5 0 0 0 16 8Z" />
        </svg>
    }
}

/// A line drawing of 16 units, by its path.
#[component]
pub fn Icon(path: &'static str) -> impl IntoView {
    view! {
        <svg class="icon" viewBox="0 0 16 16" aria-hidden="true">
            <path d=path />
        </svg>
    }
}

pub const PENCIL: &str = "m10.5 3 2.5 2.5L6 12.5l-3 .5.5-3z";
pub const BIN: &str = "M3 4.5h10M6.5 4.5V3h3v1.5M4.5 4.5 5 13h6l.5-8.5";
pub const TICK: &str = "m4 8.5 2.7 2.7L12 5.5";
pub const KEY: &str = "M9.5 9.5a3 3 0 1 0-2-2L3 12v1.5h2V12h1.5v-1.5H8z";
