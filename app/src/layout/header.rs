//! The header: brand and navigation.

use identity::MemberProfile;
use leptos::prelude::*;
use leptos_router::hooks::use_location;

use crate::{
    features::navigation,
    i18n::t,
    ui::{form::PostForm, icon::Logo},
};

#[component]
pub fn MemberHeader(member: MemberProfile) -> impl IntoView {
    let current_path = use_location().pathname.get_untracked();
    let links = navigation().map(|(path, label)| {
        view! {
            <li>
                <a href=path aria-current=aria_current(&current_path, path)>
                    {label}
                </a>
            </li>
        }
    });
    view! {
        <a class="brand" href="/dashboard" aria-label=brand::NAME>
            <Logo />
        </a>
        <nav aria-label=t!(layout.main_navigation)>
            <ul>{links.collect_view()}</ul>
        </nav>
        <span class="user-email" title=member.email.clone()>
            {member.email.clone()}
        </span>
        <PostForm action="/api/sign-out">
            <button class="button quiet">{t!(layout.sign_out)}</button>
        </PostForm>
    }
}

#[component]
pub fn GuestHeader() -> impl IntoView {
    view! {
        <Brand />
        <nav class="guest" aria-label=t!(layout.account)>
            <ul>
                <li>
                    <a href="/login">{t!(ui.sign_in)}</a>
                </li>
                <li>
                    <a class="button primary" href="/signup">
                        {t!(layout.create_account)}
                    </a>
                </li>
            </ul>
        </nav>
    }
}

#[component]
pub fn Brand() -> impl IntoView {
    view! {
        <a class="brand" href="/">
            <Logo />
            <span>{brand::NAME}</span>
        </a>
    }
}

/// `page` for the page that `link` leads to, `true` for the pages below it.
fn aria_current(current_path: &str, link: &str) -> Option<&'static str> {
    match current_path.strip_prefix(link)? {
        "" => Some("page"),
        below => below.starts_with('/').then_some("true"),
    }
}

#[cfg(test)]
mod tests {
    use super::aria_current;

    #[test]
    fn a_link_is_current_on_its_page_and_on_the_pages_below() {
        assert_eq!(aria_current("/account", "/account"), Some("page"));
        assert_eq!(aria_current("/account/verify", "/account"), Some("true"));
        assert_eq!(aria_current("/accounts", "/account"), None);
        assert_eq!(aria_current("/tasks", "/account"), None);
    }
}
