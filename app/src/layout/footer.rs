//! The footer for guests. Members find the same settings on the account page.

use leptos::prelude::*;

use crate::preferences::{language::LanguageButtons, theme::ThemeButtons};

#[component]
pub fn GuestFooter() -> impl IntoView {
    view! {
        <footer class="site-footer">
            <LanguageButtons />
            <ThemeButtons />
        </footer>
    }
}
