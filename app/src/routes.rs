//! Every path of the site and its page.

use leptos::prelude::*;
use leptos_router::{
    SsrMode,
    components::{Route, Router, Routes},
    path,
};

use crate::{
    account::{
        deletion::deleted_page::DeletedPage,
        emails::verify_page::VerifyEmailPage,
        page::AccountPage,
        passkeys::add_page::AddPasskeyPage,
        reauthentication::page::ReauthenticationPage,
        recovery::{
            codes_page::RecoveryCodesPage, link_page::RecoveryLinkPage,
            sign_in_page::RecoverySignInPage,
        },
    },
    current_member::load_current_member,
    dashboard::page::DashboardPage,
    error::AppError,
    home::page::HomePage,
    layout::{Document, ErrorLayout, SiteLayout},
    sign_in::{code_page::SignInCodePage, page::SignInPage, sign_up_page::SignUpPage},
    tasks::page::TasksPage,
    ui::{
        bundle::Bundle,
        error_page::{ErrorPage, NotFoundPage},
    },
    wishlist::page::WishlistPage,
};

/// The document with the page of the requested path.
pub fn shell(bundle: Bundle) -> impl IntoView {
    view! {
        <Document bundle>
            <App />
        </Document>
    }
}

/// The document with an error page.
pub fn error_document(bundle: Bundle, error: AppError) -> impl IntoView {
    view! {
        <Document bundle>
            <ErrorLayout>
                <ErrorPage error />
            </ErrorLayout>
        </Document>
    }
}

/// The routes. [`SsrMode::Async`] renders a page completely before the response starts, so that the
/// page can still set its status and redirect.
#[component]
pub fn App() -> impl IntoView {
    const SSR: SsrMode = SsrMode::Async;
    let member = Resource::new_blocking(|| (), |()| load_current_member());
    view! {
        <Router>
            <SiteLayout member>
                <Routes fallback=NotFoundPage>
                    <Route path=path!("/") view=move || view! { <HomePage member /> } ssr=SSR />
                    <Route path=path!("/signup") view=SignUpPage ssr=SSR />
                    <Route path=path!("/login") view=SignInPage ssr=SSR />
                    <Route path=path!("/login/code") view=SignInCodePage ssr=SSR />
                    <Route path=path!("/login/recovery") view=RecoverySignInPage ssr=SSR />
                    <Route path=path!("/recover") view=RecoveryLinkPage ssr=SSR />
                    <Route
                        path=path!("/dashboard")
                        view=move || view! { <DashboardPage account=member /> }
                        ssr=SSR
                    />
                    <Route path=path!("/tasks") view=TasksPage ssr=SSR />
                    <Route path=path!("/wishlist") view=WishlistPage ssr=SSR />
                    <Route
                        path=path!("/account")
                        view=move || view! { <AccountPage member /> }
                        ssr=SSR
                    />
                    <Route path=path!("/account/verify") view=VerifyEmailPage ssr=SSR />
                    <Route path=path!("/account/add-passkey") view=AddPasskeyPage ssr=SSR />
                    <Route path=path!("/account/confirm") view=ReauthenticationPage ssr=SSR />
                    <Route path=path!("/account/recovery-codes") view=RecoveryCodesPage ssr=SSR />
                    <Route path=path!("/account-deleted") view=DeletedPage ssr=SSR />
                </Routes>
            </SiteLayout>
        </Router>
    }
}
