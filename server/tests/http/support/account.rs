//! Accounts, planted and looked at behind the curtain.

use std::sync::Arc;

use identity::{AssuranceLevel, AuthMethod, Member};
use reqwest::StatusCode;
use serde_json::Value;
use time::OffsetDateTime;
use uuid::Uuid;

use super::{Browser, Site};

impl Site {
    /// The row of this person, with their addresses and the devices of their sessions, sorted.
    pub async fn account(&self, person: &Browser) -> Value {
        sqlx::query_scalar(
            "select to_jsonb(u) - 'created_at' || jsonb_build_object(
                'emails', (select jsonb_agg(jsonb_build_object(
                        'email', email, 'primary', is_primary, 'verified', verified_at is not null) order by created_at)
                    from identity.emails where user_id = u.id),
                'sessions', (select count(*) from identity.sessions where user_id = u.id))
             from public.users u where id in (select user_id from identity.emails where email = $1)",
        )
        .bind(&person.email)
        .fetch_optional(&self.db)
        .await
        .unwrap()
        .unwrap_or_default()
    }

    /// One more address of this person; gives its id.
    pub async fn plant_email(&self, person: &Browser, email: &str, verified: bool) -> String {
        sqlx::query_scalar(
            "insert into identity.emails (user_id, email, verified_at)
             select user_id, $2, case when $3 then now() end from identity.emails where email = $1 returning id::text",
        )
        .bind(&person.email)
        .bind(email)
        .bind(verified)
        .fetch_one(&self.db)
        .await
        .unwrap()
    }

    /// The last authentication of this person was eleven minutes ago, wherever it was.
    pub async fn eleven_minutes_later(&self, person: &Browser) {
        sqlx::query(
            "update identity.sessions set authenticated_at = now() - interval '11 minutes'
             where user_id in (select user_id from identity.emails where email = $1)",
        )
        .bind(&person.email)
        .execute(&self.db)
        .await
        .unwrap();
    }

    /// Somebody who has just signed up by code: with a verified address and without a passkey.
    pub async fn member_by_code(&self) -> Browser {
        let browser = self.guest();
        browser.call("sign-up/send-code", &[("email", &browser.email)]).await;
        let code = self.code_to(&browser.email).await;
        let answer = browser.call("sign-in/redeem-code", &[("code", &code)]).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
        browser
    }

    /// The primary address of this person is proven from now on.
    pub async fn verify(&self, person: &Browser) {
        for verified in [
            "update identity.emails set verified_at = now() where email = $1",
            "update public.users set email_verified_at = now() where email = $1",
        ] {
            sqlx::query(verified).bind(&person.email).execute(&self.db).await.unwrap();
        }
    }

    /// Ids and names of this person's passkeys, the oldest first.
    pub async fn passkeys(&self, person: &Browser) -> Vec<(String, String)> {
        sqlx::query_as("select id::text, name from identity.passkeys where user_id = $1 order by created_at")
            .bind(self.id_of(person).await)
            .fetch_all(&self.db)
            .await
            .unwrap()
    }

    /// The code in the newest mail that waits for this address.
    pub async fn code_to(&self, email: &str) -> String {
        sqlx::query_scalar(
            "select template ->> 'code' from identity.mail_queue
             where recipient = $1 and template ? 'code' order by created_at desc limit 1",
        )
        .bind(email)
        .fetch_one(&self.db)
        .await
        .unwrap()
    }

    /// The languages of the mails that wait for this address, the oldest first.
    pub async fn languages_of_mail_to(&self, email: &str) -> Vec<String> {
        sqlx::query_scalar(
            "select coalesce(language, '') from identity.mail_queue where recipient = $1 order by created_at",
        )
        .bind(email)
        .fetch_all(&self.db)
        .await
        .unwrap()
    }

    /// A token as the server sends it on for this person: no browser ever sees one.
    pub async fn token_of(&self, person: &Browser) -> Arc<str> {
        let member = Member {
            user_id: self.id_of(person).await,
            session_id: Uuid::new_v4(),
            email: person.email.clone(),
            email_verified: false,
            display_name: None,
            language: None,
            amr: vec![AuthMethod::Passkey],
            aal: AssuranceLevel::Aal2,
            authenticated_at: OffsetDateTime::now_utc(),
        };
        self.identity.tokens().access_token(&member).unwrap()
    }

    /// The same person in another browser.
    pub async fn elsewhere(&self, person: &Browser) -> Browser {
        let mut browser = self.guest();
        browser.email.clone_from(&person.email);
        browser.authenticator = person.authenticator.clone();
        browser.sign_in().await;
        browser
    }
}
