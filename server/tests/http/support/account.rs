//! Accounts, read and prepared directly in the database.

use std::sync::Arc;

use identity::{AssuranceLevel, AuthMethod, Member};
use reqwest::StatusCode;
use serde_json::Value;
use time::OffsetDateTime;
use uuid::Uuid;

use super::{Browser, Site};

impl Site {
    /// The row of this user, with their addresses and the number of their sessions.
    pub async fn account(&self, user: &Browser) -> Value {
        sqlx::query_scalar(
            "select to_jsonb(u) - 'created_at' || jsonb_build_object(
                'emails', (select jsonb_agg(jsonb_build_object(
                        'email', email, 'primary', is_primary,
                        'verified', verified_at is not null) order by created_at)
                    from identity.emails where user_id = u.id),
                'sessions', (select count(*) from identity.sessions where user_id = u.id))
             from public.users u
             where id in (select user_id from identity.emails where email = $1)",
        )
        .bind(&user.email)
        .fetch_optional(&self.db)
        .await
        .unwrap()
        .unwrap_or_default()
    }

    /// Adds an address to this user and returns its id.
    pub async fn insert_email(&self, user: &Browser, email: &str, verified: bool) -> String {
        sqlx::query_scalar(
            "insert into identity.emails (user_id, email, verified_at)
             select user_id, $2, case when $3 then now() end from identity.emails where email = $1
             returning id::text",
        )
        .bind(&user.email)
        .bind(email)
        .bind(verified)
        .fetch_one(&self.db)
        .await
        .unwrap()
    }

    /// Makes every authentication of this user eleven minutes old.
    pub async fn age_authentication(&self, user: &Browser) {
        let aged = sqlx::query(
            "update identity.sessions set authenticated_at = now() - interval '11 minutes'
             where user_id in (select user_id from identity.emails where email = $1)",
        )
        .bind(&user.email)
        .execute(&self.db)
        .await
        .unwrap();
        assert_ne!(aged.rows_affected(), 0);
    }

    /// A user who has just signed up by code: with a verified address and without a passkey.
    pub async fn member_by_code(&self) -> Browser {
        let browser = self.guest();
        browser.call("sign-up/send-code", &[("email", &browser.email)]).await;
        let code = self.code_to(&browser.email).await;
        let response = browser.call("sign-in/redeem-code", &[("code", &code)]).await;
        assert_eq!(response.status, StatusCode::OK, "{}", response.body);
        browser
    }

    /// Marks the primary address of this user as verified.
    pub async fn verify(&self, user: &Browser) {
        for verified in [
            "update identity.emails set verified_at = now() where email = $1",
            "update public.users set email_verified_at = now() where email = $1",
        ] {
            sqlx::query(verified).bind(&user.email).execute(&self.db).await.unwrap();
        }
    }

    /// Ids and names of this user's passkeys, oldest first.
    pub async fn passkeys(&self, user: &Browser) -> Vec<(String, String)> {
        sqlx::query_as(
            "select id::text, name from identity.passkeys where user_id = $1 order by created_at",
        )
        .bind(self.id_of(user).await)
        .fetch_all(&self.db)
        .await
        .unwrap()
    }

    /// The code in the newest queued mail to this address.
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

    /// The languages of the queued emails to this address, oldest first.
    pub async fn languages_of_emails_to(&self, email: &str) -> Vec<String> {
        sqlx::query_scalar(
            "select coalesce(language, '') from identity.mail_queue where recipient = $1
             order by created_at",
        )
        .bind(email)
        .fetch_all(&self.db)
        .await
        .unwrap()
    }

    /// An access token for this user, as the server sends it to Supabase.
    pub async fn token_of(&self, user: &Browser) -> Arc<str> {
        let member = Member {
            user_id: self.id_of(user).await,
            session_id: Uuid::new_v4(),
            email: user.email.clone(),
            email_verified: false,
            display_name: None,
            language: None,
            amr: vec![AuthMethod::Passkey],
            aal: AssuranceLevel::Aal2,
            authenticated_at: OffsetDateTime::now_utc(),
        };
        self.identity.tokens().access_token(&member).unwrap()
    }

    /// Signs the same user in in another browser.
    pub async fn sign_in_elsewhere(&self, user: &Browser) -> Browser {
        let mut browser = self.guest();
        browser.email.clone_from(&user.email);
        browser.authenticator = user.authenticator.clone();
        browser.sign_in().await;
        browser
    }
}
