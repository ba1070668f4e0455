//! Requesting codes.

use sqlx::PgConnection;
use tower_sessions::Session;
use uuid::Uuid;

use super::{CODE_LIFETIME, Codes, RESEND_COOLDOWN, parse_purpose, remaining, secret};
use crate::{
    CodePurpose,
    server::{
        Device, EmailTemplate, Error, mail_queue,
        rate_limits::{self, RateLimit},
        sessions,
    },
};

struct CodeRequest<'a> {
    session_id_hash: Vec<u8>,
    email: &'a str,
    purpose: CodePurpose,
    device: &'a Device,
}

/// Whether [`RESEND_COOLDOWN`] applies.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Cooldown {
    Ignore,
    Enforce,
}

impl Codes<'_> {
    /// Sends a code for sign-in to a verified address; to any other address, an email that says
    /// that there is no account. Replaces an earlier code of this browser.
    ///
    /// # Errors
    /// [`Error::RateLimited`], [`Error::Unavailable`]: nothing is sent or counted. No error reveals
    /// whether there is an account.
    pub async fn send_for_sign_in(
        self,
        session: &Session,
        email: &str,
        device: &Device,
    ) -> Result<(), Error> {
        self.send(session, email, CodePurpose::SignIn, device).await
    }

    /// Sends a code for sign-up; to an address that is verified already, an email that says this.
    /// Replaces an earlier code of this browser.
    ///
    /// # Errors
    /// As [`Codes::send_for_sign_in`].
    pub async fn send_for_sign_up(
        self,
        session: &Session,
        email: &str,
        device: &Device,
    ) -> Result<(), Error> {
        self.send(session, email, CodePurpose::SignUp, device).await
    }

    /// Sends another code to the same address and for the same purpose as the last one.
    ///
    /// # Errors
    /// [`Error::RateLimited`] within 30 seconds of the last code and above the rate limits;
    /// [`Error::CodeExpired`] if this browser has requested none; [`Error::Unavailable`].
    pub async fn resend(self, session: &Session, device: &Device) -> Result<(), Error> {
        let session_id_hash = sessions::id_hash(session).await?.ok_or(Error::CodeExpired)?;
        let (email, purpose, wait): (String, String, f64) = sqlx::query_as(
            "select email, purpose, extract(epoch from sent_at - now())::float8 + $2
             from identity.codes where session_id_hash = $1",
        )
        .bind(&session_id_hash)
        .bind(RESEND_COOLDOWN.as_secs_f64())
        .fetch_optional(&self.identity.db)
        .await?
        .ok_or(Error::CodeExpired)?;
        if wait > 0.0 {
            return Err(Error::RateLimited { retry_after: remaining(wait) });
        }
        let purpose = parse_purpose(&purpose)?;
        let request = CodeRequest { session_id_hash, email: &email, purpose, device };
        self.send_request(request, Cooldown::Enforce).await
    }

    /// Sends a code for any purpose.
    pub(in crate::server) async fn send(
        self,
        session: &Session,
        email: &str,
        purpose: CodePurpose,
        device: &Device,
    ) -> Result<(), Error> {
        let session_id_hash = sessions::ensure_id_hash(session).await?;
        let request = CodeRequest { session_id_hash, email, purpose, device };
        self.send_request(request, Cooldown::Ignore).await
    }

    /// Runs the same statements in the same order for every address.
    async fn send_request(self, request: CodeRequest<'_>, cooldown: Cooldown) -> Result<(), Error> {
        let (salt, code) = (Uuid::new_v4(), secret::generate()?);
        let (hash, dummy_hash) = (secret::hash(salt, &code), secret::dummy_hash()?);

        let mut transaction = self.identity.db.begin().await?;
        rate_limits::consume(&mut transaction, RateLimit::EmailsPerAddress, request.email).await?;
        if let Some(client) = &request.device.ip_address {
            rate_limits::consume(&mut transaction, RateLimit::EmailsPerClient, client).await?;
        }
        let owner: Option<(String, Option<String>)> = sqlx::query_as(
            "select e.email, u.language
             from identity.emails e join public.users u on u.id = e.user_id
             where lower(e.email) = lower($1) and e.verified_at is not null",
        )
        .bind(request.email)
        .fetch_optional(&mut *transaction)
        .await?;
        let (template, hash) = match (request.purpose, &owner) {
            (CodePurpose::SignIn, Some(_)) => (EmailTemplate::SignInCode { code }, hash),
            (CodePurpose::SignIn, None) => (EmailTemplate::NoAccount, dummy_hash),
            (CodePurpose::SignUp, None) => (EmailTemplate::SignUpCode { code }, hash),
            (CodePurpose::SignUp, Some(_)) => (EmailTemplate::AlreadyRegistered, dummy_hash),
            (CodePurpose::VerifyEmail, None) => (EmailTemplate::VerificationCode { code }, hash),
            (CodePurpose::VerifyEmail, Some(_)) => (EmailTemplate::EmailTaken, dummy_hash),
            (CodePurpose::Reauthenticate, Some(_)) => {
                (EmailTemplate::ReauthenticationCode { code }, hash)
            }
            // The address was verified when the caller read it, and has been removed since.
            (CodePurpose::Reauthenticate, None) => return Err(Error::NotFound),
        };
        store(&mut transaction, &request, salt, hash, cooldown).await?;
        // Addresses that differ in case only may be different mailboxes: mail goes to the verified
        // spelling.
        let (recipient, chosen) = owner.unwrap_or_else(|| (request.email.to_owned(), None));
        let language = chosen.or_else(|| request.device.language.clone());
        let language = language.as_deref();
        mail_queue::enqueue(&mut transaction, &recipient, language, &template, CODE_LIFETIME)
            .await?;
        transaction.commit().await?;
        Ok(())
    }
}

async fn store(
    db: &mut PgConnection,
    request: &CodeRequest<'_>,
    salt: Uuid,
    hash: [u8; 32],
    cooldown: Cooldown,
) -> Result<(), Error> {
    let stored = sqlx::query(
        "insert into identity.codes as current
             (session_id_hash, salt, purpose, email, hash, expires_at)
         values ($1, $2, $3, $4, $5, now() + make_interval(secs => $6))
         on conflict (session_id_hash) do update set salt = excluded.salt,
             purpose = excluded.purpose, email = excluded.email, hash = excluded.hash,
             attempts = 0, sent_at = excluded.sent_at, expires_at = excluded.expires_at
         where $7 or current.sent_at <= now() - make_interval(secs => $8)",
    )
    .bind(&request.session_id_hash)
    .bind(salt)
    .bind(<&str>::from(request.purpose))
    .bind(request.email)
    .bind(hash)
    .bind(CODE_LIFETIME.as_secs_f64())
    .bind(cooldown == Cooldown::Ignore)
    .bind(RESEND_COOLDOWN.as_secs_f64())
    .execute(db)
    .await?;
    // Only one of two concurrent resends succeeds.
    if stored.rows_affected() == 1 {
        Ok(())
    } else {
        Err(Error::RateLimited { retry_after: RESEND_COOLDOWN })
    }
}
