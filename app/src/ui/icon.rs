//! Icons, hidden from screen readers.

use leptos::prelude::*;

/// The logo: a keyhole.
#[component]
pub fn Logo() -> impl IntoView {
    view! {
        <svg class="logo" viewBox="0 0 32 32" aria-hidden="true">
            <rect width="32" height="32" rx="8" />
            <path d="M16 8a5 5 0 0 0-2.6 9.3L12 24h8l-1.4-6.7A5 5 0 0 0 16 8Z" />
        </svg>
    }
}
