//! What surrounds every page: the way past the navigation, the navigation, the page, and for guests a footer.

pub mod document;

use leptos::prelude::*;
use leptos_router::hooks::use_location;

use crate::{
    account::model::MemberProfile,
    error::AppError,
    features::navigation,
    i18n::t,
    preferences::{language::LanguageButtons, theme::ThemeButtons},
    ui::{icon::Logo, offline::Offline},
};

/// The person that pages are rendered for, looked up once a request.
pub type CurrentAccount = Resource<Result<Option<MemberProfile>, AppError>>;

/// See the module.
#[component]
pub fn Layout(account: CurrentAccount, children: Children) -> impl IntoView {
    let header = move || {
        Suspend::new(async move {
            match account.await {
                Ok(Some(account)) => view! { <MemberHeader account /> }.into_any(),
                _ => view! { <GuestHeader /> }.into_any(),
            }
        })
    };
    let footer = move || {
        Suspend::new(async move {
            let guest = !matches!(account.await, Ok(Some(_)));
            guest.then(|| view! { <GuestFooter /> })
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
        <Offline />
    }
}

/// Around a page for which nobody looks up who is there.
#[component]
pub fn BareLayout(children: Children) -> impl IntoView {
    view! {
        <header class="site-header">
            <Brand />
        </header>
        <main id="main">{children()}</main>
    }
}

#[component]
fn MemberHeader(account: MemberProfile) -> impl IntoView {
    let here = use_location().pathname.get_untracked();
    let links = navigation().map(|(href, name)| {
        let current = current(&here, href);
        view! {
            <li>
                <a href=href aria-current=current>
                    {name}
                </a>
            </li>
        }
    });
    view! {
        <a class="brand" href="/dashboard" aria-label="Latchkey">
            <Logo />
        </a>
        <nav aria-label=t!(layout.main_navigation)>
            <ul>{links.collect_view()}</ul>
        </nav>
        <span class="user-email" title=account.email.clone()>
            {account.email.clone()}
        </span>
        <form method="post" action="/api/sign-out">
            <button class="button quiet">{t!(layout.sign_out)}</button>
        </form>
    }
}

/// The value of `aria-current`: also on the pages below a place.
fn current(here: &str, place: &str) -> Option<&'static str> {
    match here.strip_prefix(place)? {
        "" => Some("page"),
        below => below.starts_with('/').then_some("true"),
    }
}

#[component]
fn GuestHeader() -> impl IntoView {
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
fn Brand() -> impl IntoView {
    view! {
        <a class="brand" href="/">
            <Logo />
            <span>"Latchkey"</span>
        </a>
    }
}

/// Members find this in their account.
#[component]
fn GuestFooter() -> impl IntoView {
    view! {
        <footer class="site-footer">
            <LanguageButtons />
            <ThemeButtons />
        </footer>
    }
}
