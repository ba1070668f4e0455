//! Header, main content and footer of a page.

use leptos::prelude::*;

use super::{
    footer::GuestFooter,
    header::{Brand, GuestHeader, MemberHeader},
};
use crate::{current_member::CurrentMember, i18n::t, ui::offline::OfflineNotice};

/// The layout of all pages but the error pages.
#[component]
pub fn SiteLayout(member: CurrentMember, children: Children) -> impl IntoView {
    let header = move || {
        Suspend::new(async move {
            match member.await {
                Ok(Some(member)) => view! { <MemberHeader member /> }.into_any(),
                _ => view! { <GuestHeader /> }.into_any(),
            }
        })
    };
    let footer = move || {
        Suspend::new(async move {
            let is_guest = !matches!(member.await, Ok(Some(_)));
            is_guest.then(|| view! { <GuestFooter /> })
        })
    };
    view! {
        <a class="skip-link" href="#main">
            {t!(layout.skip_to_content)}
        </a>
        <header class="site-header">
            <Suspense>{header}</Suspense>
        </header>
        <main id="main" tabindex="-1">
            {children()}
        </main>
        <Suspense>{footer}</Suspense>
        <OfflineNotice />
    }
}

/// The layout of error pages. It loads nothing, so it can't fail.
#[component]
pub fn ErrorLayout(children: Children) -> impl IntoView {
    view! {
        <header class="site-header">
            <Brand />
        </header>
        <main id="main">{children()}</main>
    }
}
