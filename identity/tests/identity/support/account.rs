//! What people do with their accounts, and what the database holds of one.

use identity::{AccountCredentials, Device, Error, Member, Mediation};
use tower_sessions::Session;
use uuid::Uuid;

use super::{Deceit, Installation, Person};

/// Every row of an account, and the mail to its addresses.
const ALL: &str = "with addresses as (select email from identity.emails where user_id = $1),
    browsers as (select id_hash from identity.sessions where user_id = $1)
    select json_build_object(
        'user', (select json_agg(t) from public.users t where id = $1),
        'tasks', (select json_agg(t order by id) from public.tasks t where user_id = $1),
        'books', (select json_agg(t order by id) from public.books t where user_id = $1),
        'emails', (select json_agg(t order by id) from identity.emails t where user_id = $1),
        'passkeys', (select json_agg(t order by id) from identity.passkeys t where user_id = $1),
        'sessions', (select json_agg(t order by id) from identity.sessions t where user_id = $1),
        'recovery_codes', (select json_agg(t order by selector) from identity.recovery_codes t where user_id = $1),
        'recovery_links', (select json_agg(t order by token_hash) from identity.recovery_links t where user_id = $1),
        'audit_log', (select json_agg(t order by id) from identity.audit_log t where user_id = $1),
        'disabled', (select json_agg(t) from identity.disabled_accounts t where user_id = $1),
        'ceremonies', (select json_agg(t order by kind) from identity.challenges t where session_id_hash in (table browsers)),
        'codes', (select json_agg(t order by salt) from identity.codes t where session_id_hash in (table browsers)),
        'mail', (select json_agg(t.template order by id) from identity.mail_queue t where recipient in (table addresses))
    )::text";

impl Installation {
    /// Somebody who has one of everything, and something under way; where they signed in first.
    pub async fn furnished(&self, person: &Person, work: &Person) -> Session {
        let browser = self.sign_up_by_code(person).await;
        self.add_passkey(&browser, person).await.unwrap();
        self.add_verified(&browser, work).await;
        let member = self.member(&browser).await;
        self.identity.recovery().generate_codes(&member).await.unwrap();
        self.identity.recovery().create_link(member.user_id).await.unwrap();
        self.identity.reauthentication().begin(&browser, &member).await.unwrap();
        for guest in [person, work] {
            self.identity.codes().send_for_sign_in(&self.browser(), &guest.email, &Device::default()).await.unwrap();
        }
        for furnish in [
            "update public.users set display_name = 'Ada' where id = $1",
            "insert into public.tasks (user_id, name) values ($1, 'Water the plants')",
            "insert into public.books (user_id, title) values ($1, 'Middlemarch')",
        ] {
            sqlx::query(furnish).bind(member.user_id).execute(&self.db).await.unwrap();
        }
        browser
    }

    /// Who is signed in at this browser, as its next request finds them.
    pub async fn member(&self, browser: &Session) -> Member {
        self.who(browser.id()).await.unwrap()
    }

    /// Signs in with the person's device, in a browser of their own.
    pub async fn sign_in(&self, person: &Person) -> Session {
        let browser = self.browser();
        self.try_sign_in(&browser, person).await.unwrap();
        browser
    }

    pub async fn try_sign_in(&self, browser: &Session, person: &Person) -> Result<Member, Error> {
        let options = self.identity.sign_in().begin(browser, Mediation::Button).await.unwrap();
        let response = person.device.get(&options, Deceit::Nothing).await;
        self.finish_sign_in(browser, &response).await
    }

    /// Adds a passkey on the person's device to the account that is signed in at this browser.
    pub async fn add_passkey(&self, browser: &Session, person: &Person) -> Result<(), Error> {
        let member = self.member(browser).await;
        let options = self.identity.passkeys().begin_registration(browser, &member).await?;
        let response = person.device.create(&options, Deceit::Nothing).await.to_string();
        self.identity.passkeys().finish_registration(browser, &member, &response, &Device::default()).await
    }

    /// Confirms with the person's device that it is still the member who is at this browser.
    pub async fn confirm(&self, browser: &Session, person: &Person) -> Result<(), Error> {
        let member = self.member(browser).await;
        let options = self.identity.reauthentication().begin(browser, &member).await?;
        let response = person.device.get(&options, Deceit::Nothing).await.to_string();
        self.identity.reauthentication().finish(browser, &member, &response, &Device::default()).await
    }

    /// Adds this person's address to the account that is signed in at this browser.
    pub async fn add_email(&self, browser: &Session, person: &Person) -> Result<(), Error> {
        let member = self.member(browser).await;
        self.identity.emails().add(browser, &member, &person.email, &Device::default()).await
    }

    /// As [`Installation::add_email`], and verifies it; its id.
    pub async fn add_verified(&self, browser: &Session, person: &Person) -> Uuid {
        self.add_email(browser, person).await.unwrap();
        let (member, code) = (self.member(browser).await, self.code_for(person).await);
        self.identity.emails().verify(browser, &member, &code).await.unwrap();
        self.email_id(browser, person).await
    }

    pub async fn access(&self, browser: &Session) -> AccountCredentials {
        self.identity.accounts().credentials(&self.member(browser).await).await.unwrap()
    }

    /// The addresses of the account that is signed in at this browser, and whether they are verified.
    pub async fn addresses(&self, browser: &Session) -> Vec<(String, bool)> {
        self.access(browser).await.emails.into_iter().map(|one| (one.email, one.verified)).collect()
    }

    /// Verifies the address that a code was sent to.
    pub async fn verify(&self, browser: &Session, code: &str) -> Result<(), Error> {
        self.identity.emails().verify(browser, &self.member(browser).await, code).await
    }

    /// The id of this person's address in the account that is signed in at this browser.
    pub async fn email_id(&self, browser: &Session, person: &Person) -> Uuid {
        self.access(browser).await.emails.iter().find(|one| one.email == person.email).unwrap().id
    }

    /// The id of the passkey on the person's device.
    pub async fn passkey_id(&self, person: &Person) -> Uuid {
        sqlx::query_scalar("select id from identity.passkeys where credential_id = $1")
            .bind(person.device.credential_id())
            .fetch_one(&self.db)
            .await
            .unwrap()
    }

    /// Lets more than ten minutes pass since the member at this browser signed in.
    pub async fn grow_old(&self, browser: &Session) {
        self.set_session(browser.id(), "authenticated_at = now() - interval '10 minutes 1 second'").await;
    }

    /// What happened to the account, the oldest first.
    pub async fn events(&self, user_id: Uuid) -> Vec<String> {
        sqlx::query_scalar("select event from identity.audit_log where user_id = $1 order by created_at")
            .bind(user_id)
            .fetch_all(&self.db)
            .await
            .unwrap()
    }

    /// Everything that the database holds of an account, as text: equal before and after where nothing happened.
    pub async fn all_of(&self, user_id: Uuid) -> String {
        sqlx::query_scalar(ALL).bind(user_id).fetch_one(&self.db).await.unwrap()
    }
}
