//! What was written to whom, and time that passes for codes, counts and mail.

use identity::{Device, EmailTemplate};
use sqlx::types::Json;
use tower_sessions::Session;

use super::{Installation, Person, installation::hash};

impl Installation {
    /// All letters to this person, the newest first.
    pub async fn letters(&self, person: &Person) -> Vec<EmailTemplate> {
        let letters: Vec<(Json<EmailTemplate>,)> =
            sqlx::query_as("select template from identity.mail_queue where recipient = $1 order by created_at desc")
                .bind(&person.email)
                .fetch_all(&self.db)
                .await
                .unwrap();
        letters.into_iter().map(|(Json(letter),)| letter).collect()
    }

    /// The code in the newest letter to this person.
    pub async fn code_for(&self, person: &Person) -> String {
        match self.letters(person).await.into_iter().next() {
            Some(
                EmailTemplate::SignInCode { code }
                | EmailTemplate::SignUpCode { code }
                | EmailTemplate::VerificationCode { code }
                | EmailTemplate::ReauthenticationCode { code },
            ) => code,
            _ => panic!("no code in the newest letter"),
        }
    }

    /// A browser that asked for a code to sign in with, and the code.
    pub async fn asked(&self, person: &Person) -> (Session, String) {
        let browser = self.browser();
        self.identity.codes().send_for_sign_in(&browser, &person.email, &Device::default()).await.unwrap();
        (browser, self.code_for(person).await)
    }

    /// Makes an account with a verified address, by code.
    pub async fn sign_up_by_code(&self, person: &Person) -> Session {
        let browser = self.browser();
        self.identity.codes().send_for_sign_up(&browser, &person.email, &Device::default()).await.unwrap();
        let code = self.code_for(person).await;
        self.identity.codes().redeem(&browser, &code, &Device::default()).await.unwrap();
        browser
    }

    /// Lets time pass for the code of this browser.
    pub async fn age_code(&self, browser: &Session, seconds: i32) {
        let aged = sqlx::query(
            "update identity.codes set sent_at = sent_at - make_interval(secs => $2),
                 expires_at = expires_at - make_interval(secs => $2) where session_id_hash = $1",
        )
        .bind(browser.id().map(hash))
        .bind(seconds)
        .execute(&self.db)
        .await;
        assert_eq!(aged.unwrap().rows_affected(), 1);
    }

    /// Lets time pass for what is counted of an address or a client.
    pub async fn age_allowance(&self, key: &str, seconds: i32) {
        let aged = sqlx::query(
            "update identity.rate_limits set expires_at = expires_at - make_interval(secs => $2),
                 used_at = array(select at - make_interval(secs => $2) from unnest(used_at) at)
             where key_hash = sha256(convert_to($1, 'UTF8'))",
        )
        .bind(key)
        .bind(seconds)
        .execute(&self.db)
        .await;
        assert_eq!(aged.unwrap().rows_affected(), 1);
    }

    /// Rows that count codes to this address: 1 or 0.
    pub async fn allowances(&self, email: &str) -> i64 {
        sqlx::query_scalar("select count(*) from identity.rate_limits where key_hash = sha256(convert_to($1, 'UTF8'))")
            .bind(email)
            .fetch_one(&self.db)
            .await
            .unwrap()
    }

    /// Changes all mail to this person behind the server's back.
    pub async fn set_mail(&self, person: &Person, change: &'static str) {
        let sql = sqlx::AssertSqlSafe(format!("update identity.mail_queue set {change} where recipient = $1"));
        sqlx::query(sql).bind(&person.email).execute(&self.db).await.unwrap();
    }

    /// The hash that is kept of this browser's code, and how often it was tried; `None` where it waits for none.
    pub async fn kept_code(&self, browser: &Session) -> Option<(Vec<u8>, i16)> {
        sqlx::query_as("select hash, attempts from identity.codes where session_id_hash = $1")
            .bind(browser.id().map(hash))
            .fetch_optional(&self.db)
            .await
            .unwrap()
    }
}

/// Six digits that aren't these.
pub fn another_than(code: &str) -> String {
    format!("{:06}", (code.parse::<u32>().unwrap() + 1) % 1_000_000)
}
