//! Every path and its page.

use leptos::prelude::*;
use leptos_router::{
    SsrMode,
    components::{Route, Router, Routes},
    path,
};

use crate::{
    account::{
        api::current_account,
        deletion::deleted_page::GoodbyePage,
        emails::verify_page::VerifyPage,
        page::AccountPage,
        passkeys::add_page::AddPasskeyPage,
        reauthentication::page::ConfirmPage,
        recovery::{codes_page::RecoveryCodesPage, link_page::RecoverPage, sign_in_page::RecoverySignInPage},
    },
    dashboard::page::DashboardPage,
    email_codes::code_form::PendingCodeResource,
    error::AppError,
    home::page::HomePage,
    layout::{BareLayout, Layout, document::Document},
    sign_in::{
        api::load_pending_code,
        code_page::CodePage,
        page::{SignInPage, SignUpPage},
    },
    tasks::page::TasksPage,
    ui::{
        bundle::Bundle,
        error_page::{ErrorPage, NotFound},
    },
    wishlist::page::WishlistPage,
};

/// The document with the page of the path that is asked for.
pub fn shell(bundle: Bundle) -> impl IntoView {
    view! {
        <Document bundle>
            <App />
        </Document>
    }
}

/// The document with a page that only says what went wrong.
pub fn failure(bundle: Bundle, error: AppError) -> impl IntoView {
    view! {
        <Document bundle>
            <BareLayout>
                <ErrorPage error />
            </BareLayout>
        </Document>
    }
}

/// The table of contents. Pages are rendered whole before the first byte leaves, so that their status is true.
#[component]
pub fn App() -> impl IntoView {
    let account = Resource::new_blocking(|| (), |()| current_account());
    view! {
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
fn pending() -> PendingCodeResource {
    Resource::new_blocking(|| (), |()| load_pending_code())
}
