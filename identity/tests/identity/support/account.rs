//! What members do with their account.

use identity::{AccountCredentials, Device, Error};
use tower_sessions::Session;
use uuid::Uuid;

use super::{Tampering, TestIdentity, TestUser};

impl TestIdentity {
    /// Signs up a user who has a row in every table: a passkey, recovery codes, a second verified
    /// address, pending codes and challenges.
    pub async fn sign_up_with_everything(&self, user: &TestUser, work: &TestUser) -> Session {
        let browser = self.sign_up_with_code(user).await;
        self.add_passkey(&browser, user).await.unwrap();
        self.add_verified_email(&browser, work).await;
        let member = self.current_member(&browser).await;
        self.identity.recovery().generate_codes(&member).await.unwrap();
        self.identity.recovery().create_link(member.user_id).await.unwrap();
        self.identity.reauthentication().begin(&browser, &member).await.unwrap();
        for address in [user, work] {
            let (guest, device) = (self.browser(), Device::default());
            self.identity.codes().send_for_sign_in(&guest, &address.email, &device).await.unwrap();
        }
        for statement in [
            "update public.users set display_name = 'Ada' where id = $1",
            "insert into public.tasks (user_id, name) values ($1, 'Water the plants')",
            "insert into public.books (user_id, title) values ($1, 'Middlemarch')",
        ] {
            sqlx::query(statement).bind(member.user_id).execute(&self.db).await.unwrap();
        }
        browser
    }

    pub async fn credentials(&self, browser: &Session) -> AccountCredentials {
        let member = self.current_member(browser).await;
        self.identity.accounts().credentials(&member).await.unwrap()
    }

    /// Registers a passkey on the user's authenticator for the account that is signed in.
    pub async fn add_passkey(&self, browser: &Session, user: &TestUser) -> Result<(), Error> {
        let (member, device) = (self.current_member(browser).await, Device::default());
        let passkeys = self.identity.passkeys();
        let options = passkeys.begin_registration(browser, &member).await?;
        let response = user.authenticator.create(&options, Tampering::None).await.to_string();
        passkeys.finish_registration(browser, &member, &response, &device).await
    }

    /// The id of the passkey on the user's authenticator.
    pub async fn passkey_id(&self, user: &TestUser) -> Uuid {
        sqlx::query_scalar("select id from identity.passkeys where credential_id = $1")
            .bind(user.authenticator.credential_id())
            .fetch_one(&self.db)
            .await
            .unwrap()
    }

    /// Reauthenticates the signed-in member with the user's authenticator.
    pub async fn reauthenticate(&self, browser: &Session, user: &TestUser) -> Result<(), Error> {
        let (member, device) = (self.current_member(browser).await, Device::default());
        let options = self.identity.reauthentication().begin(browser, &member).await?;
        let response = user.authenticator.get(&options, Tampering::None).await.to_string();
        self.identity.reauthentication().finish(browser, &member, &response, &device).await
    }

    /// Adds the user's address to the account that is signed in.
    pub async fn add_email(&self, browser: &Session, user: &TestUser) -> Result<(), Error> {
        let (member, device) = (self.current_member(browser).await, Device::default());
        self.identity.emails().add(browser, &member, &user.email, &device).await
    }

    /// As [`TestIdentity::add_email`], and verifies the address. Returns its id.
    pub async fn add_verified_email(&self, browser: &Session, user: &TestUser) -> Uuid {
        self.add_email(browser, user).await.unwrap();
        self.verify_email(browser, &self.latest_code(user).await).await.unwrap();
        self.email_id(browser, user).await
    }

    pub async fn verify_email(&self, browser: &Session, code: &str) -> Result<(), Error> {
        let member = self.current_member(browser).await;
        self.identity.emails().verify(browser, &member, code).await
    }

    /// The addresses of the signed-in account, and whether they are verified.
    pub async fn email_addresses(&self, browser: &Session) -> Vec<(String, bool)> {
        let emails = self.credentials(browser).await.emails;
        emails.into_iter().map(|email| (email.email, email.verified)).collect()
    }

    /// The id of the user's address in the signed-in account.
    pub async fn email_id(&self, browser: &Session, user: &TestUser) -> Uuid {
        let emails = self.credentials(browser).await.emails;
        emails.iter().find(|email| email.email == user.email).unwrap().id
    }
}
