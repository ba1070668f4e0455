//! Mail and the codes in it.

use identity::{Device, EmailTemplate};
use sqlx::types::Json;
use tower_sessions::Session;

use super::{TestIdentity, TestUser};

impl TestIdentity {
    /// All mail to the user, the newest first.
    pub async fn emails_to(&self, user: &TestUser) -> Vec<EmailTemplate> {
        let emails: Vec<Json<EmailTemplate>> = sqlx::query_scalar(
            "select template from identity.mail_queue where recipient = $1
             order by created_at desc",
        )
        .bind(&user.email)
        .fetch_all(&self.db)
        .await
        .unwrap();
        emails.into_iter().map(|Json(template)| template).collect()
    }

    /// The code in the newest email to the user.
    pub async fn latest_code(&self, user: &TestUser) -> String {
        match self.emails_to(user).await.into_iter().next() {
            Some(
                EmailTemplate::SignInCode { code }
                | EmailTemplate::SignUpCode { code }
                | EmailTemplate::VerificationCode { code }
                | EmailTemplate::ReauthenticationCode { code },
            ) => code,
            _ => panic!("the newest email contains no code"),
        }
    }

    /// A browser that requested a sign-in code, and the code.
    pub async fn request_sign_in_code(&self, user: &TestUser) -> (Session, String) {
        let (browser, device) = (self.browser(), Device::default());
        self.identity.codes().send_for_sign_in(&browser, &user.email, &device).await.unwrap();
        (browser, self.latest_code(user).await)
    }

    /// Creates an account with a verified address and without a passkey.
    pub async fn sign_up_with_code(&self, user: &TestUser) -> Session {
        let (browser, device) = (self.browser(), Device::default());
        self.identity.codes().send_for_sign_up(&browser, &user.email, &device).await.unwrap();
        let code = self.latest_code(user).await;
        self.identity.codes().redeem(&browser, &code, &device).await.unwrap();
        browser
    }
}

/// Another six-digit code.
pub fn wrong_code(code: &str) -> String {
    format!("{:06}", (code.parse::<u32>().unwrap() + 1) % 1_000_000)
}
