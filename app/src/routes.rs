//! Every path and its page, and the document around them.

use leptos::prelude::*;
use leptos_meta::{HashedStylesheet, MetaTags, Title, provide_meta_context};
use leptos_router::{
    SsrMode,
    components::{Route, Router, Routes},
    path,
};

use crate::{
    account::{
        api::current_account,
        confirm::page::ConfirmPage,
        emails::verify_page::VerifyPage,
        goodbye::GoodbyePage,
        page::AccountPage,
        passkeys::add_page::AddPasskeyPage,
        recovery::{codes_page::RecoveryCodesPage, link_page::RecoverPage, sign_in_page::RecoverySignInPage},
    },
    dashboard::page::DashboardPage,
    domain::theme::Theme,
    home::page::HomePage,
    sign_in::{
        api::pending_code,
        code_page::CodePage,
        page::{SignInPage, SignUpPage},
    },
    tasks::page::TasksPage,
    ui::{
        about::Preview,
        clock::Clock,
        code_form::PendingCode,
        failure::NotFound,
        layout::Layout,
        theme::{color_scheme, theme_colors},
    },
    wishlist::page::WishlistPage,
};

/// The HTML document.
pub fn shell(options: LeptosOptions) -> impl IntoView {
    let theme = use_context::<Theme>().unwrap_or_default();
    view! {
        <!DOCTYPE html>
        <html lang="en" data-theme=theme.name()>
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <meta name="color-scheme" content=color_scheme(theme) />
                {theme_colors(theme)}
                <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
                <link rel="apple-touch-icon" href="/apple-touch-icon.png" />
                <link rel="manifest" href="/manifest.webmanifest" />
                <HashedStylesheet options=options.clone() id="style" />
                <AutoReload options=options.clone() />
                <HydrationScripts options islands=true />
                <Clock />
                <MetaTags />
            </head>
            <body>
                <App />
            </body>
        </html>
    }
}

/// The table of contents. Pages are rendered whole before the first byte leaves, so that their status is true.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    let account = Resource::new_blocking(|| (), |()| current_account());
    view! {
        <Preview />
        <Title formatter=|title: String| if title.is_empty() { "Latchkey".into() } else { format!("{title} · Latchkey") } />
        <Router>
            <Layout account>
                <Routes fallback=NotFound>
                    <Route path=path!("/") view=move || view! { <HomePage account /> } ssr=SsrMode::Async />
                    <Route path=path!("/signup") view=SignUpPage ssr=SsrMode::Async />
                    <Route path=path!("/login") view=SignInPage ssr=SsrMode::Async />
                    <Route path=path!("/login/code") view=|| view! { <CodePage pending=pending() /> } ssr=SsrMode::Async />
                    <Route path=path!("/login/recovery") view=RecoverySignInPage ssr=SsrMode::Async />
                    <Route path=path!("/recover") view=RecoverPage ssr=SsrMode::Async />
                    <Route path=path!("/dashboard") view=move || view! { <DashboardPage account /> } ssr=SsrMode::Async />
                    <Route path=path!("/tasks") view=TasksPage ssr=SsrMode::Async />
                    <Route path=path!("/wishlist") view=WishlistPage ssr=SsrMode::Async />
                    <Route path=path!("/account") view=move || view! { <AccountPage account /> } ssr=SsrMode::Async />
                    <Route path=path!("/account/verify") view=|| view! { <VerifyPage pending=pending() /> } ssr=SsrMode::Async />
                    <Route path=path!("/account/add-passkey") view=AddPasskeyPage ssr=SsrMode::Async />
                    <Route path=path!("/account/confirm") view=|| view! { <ConfirmPage pending=pending() /> } ssr=SsrMode::Async />
                    <Route path=path!("/account/recovery-codes") view=RecoveryCodesPage ssr=SsrMode::Async />
                    <Route path=path!("/goodbye") view=GoodbyePage ssr=SsrMode::Async />
                </Routes>
            </Layout>
        </Router>
    }
}

/// For the pages that take a code.
fn pending() -> PendingCode {
    Resource::new_blocking(|| (), |()| pending_code())
}
