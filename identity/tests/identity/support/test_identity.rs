//! The library as a server uses it, and a connection as the owner of the tables.

use std::sync::Arc;

use identity::{Device, Error, Identity, Mediation, Member, SessionLimits};
use serde_json::Value;
use sqlx::PgPool;
use test_support::open_identity;
use tower_sessions::{Session, session::Id};

use super::{Tampering, TestUser};

pub const ORIGIN: &str = "http://localhost:3000";

/// A browser is a [`Session`] of tower-sessions; its cookie is the session's id.
pub struct TestIdentity {
    pub identity: Identity,
    /// Connects as the owner of the tables.
    pub db: PgPool,
}

impl TestIdentity {
    pub async fn open() -> Self {
        Self::with_limits(SessionLimits::default()).await
    }

    pub async fn with_limits(limits: SessionLimits) -> Self {
        let stack = supabase_local::for_tests().await;
        let identity = open_identity(&stack, ORIGIN, None, limits);
        Self { identity, db: PgPool::connect_lazy(stack.admin_database_url()).unwrap() }
    }

    /// A browser without a cookie.
    pub fn browser(&self) -> Session {
        self.next_request(None)
    }

    /// The browser's next request, which only knows the id in the cookie.
    pub fn next_request(&self, cookie: Option<Id>) -> Session {
        Session::new(cookie, Arc::new(self.identity.sessions().store()), None)
    }

    /// The member that the next request with this cookie finds.
    pub async fn member_of(&self, cookie: Option<Id>) -> Option<Member> {
        self.identity.sessions().current_member(&self.next_request(cookie)).await.unwrap()
    }

    /// The member that the browser's next request finds.
    pub async fn current_member(&self, browser: &Session) -> Member {
        self.member_of(browser.id()).await.unwrap()
    }

    /// Signs up with a passkey in a new browser.
    pub async fn sign_up(&self, user: &TestUser) -> Session {
        let browser = self.browser();
        let options = self.identity.sign_up().begin(&browser, &user.email).await.unwrap();
        let response = user.authenticator.create(&options, Tampering::None).await;
        self.finish_sign_up(&browser, &response).await.unwrap();
        browser
    }

    pub async fn finish_sign_up(
        &self,
        browser: &Session,
        response: &Value,
    ) -> Result<Member, Error> {
        self.identity.sign_up().finish(browser, &response.to_string(), &Device::default()).await
    }

    /// Signs in with the passkey in a new browser.
    pub async fn sign_in(&self, user: &TestUser) -> Session {
        let browser = self.browser();
        self.try_sign_in(&browser, user).await.unwrap();
        browser
    }

    pub async fn try_sign_in(&self, browser: &Session, user: &TestUser) -> Result<Member, Error> {
        let options = self.identity.sign_in().begin(browser, Mediation::Modal).await.unwrap();
        let response = user.authenticator.get(&options, Tampering::None).await;
        self.finish_sign_in(browser, &response).await
    }

    /// As after the button was pressed.
    pub async fn finish_sign_in(
        &self,
        browser: &Session,
        response: &Value,
    ) -> Result<Member, Error> {
        let (response, device) = (response.to_string(), Device::default());
        self.identity.sign_in().finish(browser, Mediation::Modal, &response, &device).await
    }
}
