//! Asking for a code, and for another one.

use sqlx::PgConnection;
use tower_sessions::Session;
use uuid::Uuid;

use super::{LIFETIME, PAUSE, Purpose, remaining, secret};
use crate::{
    Device, Error, Identity, Letter, Member,
    allowances::{self, Allowance},
    outbox, sessions,
};

/// Who asks for what.
struct Request<'a> {
    browser: Vec<u8>,
    email: &'a str,
    purpose: Purpose,
    device: &'a Device,
}

/// Whether the pause has to be over.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Pace {
    AtOnce,
    AfterThePause,
}

impl Identity {
    /// Sends a code that signs in, if the address is verified; else mail that says there is no account. A code that this
    /// browser was sent before is over.
    ///
    /// # Errors
    /// [`Error::TooMany`], [`Error::Unavailable`]: nothing was sent or counted then. No error tells whether there is an account.
    pub async fn send_sign_in_code(&self, session: &Session, email: &str, device: &Device) -> Result<(), Error> {
        self.send_first(session, email, Purpose::SignIn, device).await
    }

    /// Sends a code that makes an account; to an address that is verified already, mail that says so. A code that this browser
    /// was sent before is over.
    ///
    /// # Errors
    /// As [`Identity::send_sign_in_code`].
    pub async fn send_sign_up_code(&self, session: &Session, email: &str, device: &Device) -> Result<(), Error> {
        self.send_first(session, email, Purpose::SignUp, device).await
    }

    /// Sends another code to the address that this browser asked for last, for the same purpose.
    ///
    /// # Errors
    /// [`Error::TooMany`] within 30 seconds of the last one and over the limits, [`Error::Expired`] where none was asked for,
    /// [`Error::Unavailable`].
    pub async fn resend_code(&self, session: &Session, device: &Device) -> Result<(), Error> {
        let browser = sessions::known_browser(session).await?.ok_or(Error::Expired)?;
        let (email, purpose, wait): (String, String, f64) = sqlx::query_as(
            "select email, kind, extract(epoch from sent_at - now())::float8 + $2 from identity.codes where browser = $1",
        )
        .bind(&browser)
        .bind(PAUSE.as_secs_f64())
        .fetch_optional(&self.db)
        .await?
        .ok_or(Error::Expired)?;
        if wait > 0.0 {
            return Err(Error::TooMany { retry_after: remaining(wait) });
        }
        let request = Request { browser, email: &email, purpose: Purpose::of(&purpose)?, device };
        self.send_code(request, Pace::AfterThePause).await
    }

    /// Mails a code that verifies one of the member's addresses; to one that another account has verified, mail that says so.
    ///
    /// # Errors
    /// [`Error::NotFound`] for what is no unverified address of the member's; [`Error::TooMany`], [`Error::Unavailable`].
    pub async fn send_verification(
        &self,
        session: &Session,
        member: &Member,
        id: Uuid,
        device: &Device,
    ) -> Result<(), Error> {
        let email: String = sqlx::query_scalar(
            "select email from identity.emails where id = $1 and user_id = $2 and verified_at is null",
        )
        .bind(id)
        .bind(member.user_id)
        .fetch_optional(&self.db)
        .await?
        .ok_or(Error::NotFound)?;
        self.send_first(session, &email, Purpose::Verify, device).await
    }

    /// Mails a code to an address that the member has verified, the primary one if they have, by which they show that it is them.
    ///
    /// # Errors
    /// [`Error::NotFound`] where none is verified; [`Error::TooMany`], [`Error::Unavailable`].
    pub async fn send_confirmation_code(
        &self,
        session: &Session,
        member: &Member,
        device: &Device,
    ) -> Result<(), Error> {
        let email: String = sqlx::query_scalar(
            "select email from identity.emails where user_id = $1 and verified_at is not null
             order by is_primary desc, created_at limit 1",
        )
        .bind(member.user_id)
        .fetch_optional(&self.db)
        .await?
        .ok_or(Error::NotFound)?;
        self.send_first(session, &email, Purpose::Confirm, device).await
    }

    pub(crate) async fn send_first(
        &self,
        session: &Session,
        email: &str,
        purpose: Purpose,
        device: &Device,
    ) -> Result<(), Error> {
        let browser = sessions::browser(session).await?;
        self.send_code(Request { browser, email, purpose, device }, Pace::AtOnce).await
    }

    /// Whatever the address is, these statements run in this order.
    async fn send_code(&self, request: Request<'_>, pace: Pace) -> Result<(), Error> {
        let (salt, code) = (Uuid::new_v4(), secret::draw()?);
        let (hash, decoy) = (secret::hash(salt, &code), secret::decoy()?);

        let mut transaction = self.db.begin().await?;
        allowances::take(&mut transaction, Allowance::Address, request.email).await?;
        if let Some(client) = &request.device.address {
            allowances::take(&mut transaction, Allowance::Client, client).await?;
        }
        let owner: Option<(String, Option<String>)> = sqlx::query_as(
            "select e.email, u.language from identity.emails e join public.users u on u.id = e.user_id
             where lower(e.email) = lower($1) and e.verified_at is not null",
        )
        .bind(request.email)
        .fetch_optional(&mut *transaction)
        .await?;
        let (letter, hash) = match (request.purpose, &owner) {
            (Purpose::SignIn, Some(_)) => (Letter::SignInCode { code }, hash),
            (Purpose::SignIn, None) => (Letter::NoAccount, decoy),
            (Purpose::SignUp, None) => (Letter::SignUpCode { code }, hash),
            (Purpose::SignUp, Some(_)) => (Letter::AlreadyRegistered, decoy),
            (Purpose::Verify, None) => (Letter::VerifyCode { code }, hash),
            (Purpose::Verify, Some(_)) => (Letter::AddressTaken, decoy),
            (Purpose::Confirm, Some(_)) => (Letter::ConfirmCode { code }, hash),
            // Sending it needs a verified address, which went meanwhile.
            (Purpose::Confirm, None) => return Err(Error::NotFound),
        };
        keep(&mut transaction, &request, salt, hash, pace).await?;
        // Letters that only the database takes for equal may be another mailbox: what was verified is what is written to.
        let (recipient, chosen) = owner.unwrap_or_else(|| (request.email.to_owned(), None));
        let language = chosen.or_else(|| request.device.language.clone());
        outbox::post(&mut transaction, &recipient, language.as_deref(), &letter, LIFETIME).await?;
        transaction.commit().await?;
        Ok(())
    }
}

async fn keep(
    db: &mut PgConnection,
    request: &Request<'_>,
    salt: Uuid,
    hash: [u8; 32],
    pace: Pace,
) -> Result<(), Error> {
    let kept = sqlx::query(
        "insert into identity.codes as code (browser, id, kind, email, hash, expires_at)
         values ($1, $2, $3, $4, $5, now() + make_interval(secs => $6))
         on conflict (browser) do update set id = excluded.id, kind = excluded.kind, email = excluded.email,
             hash = excluded.hash, tries = 0, sent_at = excluded.sent_at, expires_at = excluded.expires_at
         where $7 or code.sent_at <= now() - make_interval(secs => $8)",
    )
    .bind(&request.browser)
    .bind(salt)
    .bind(request.purpose.name())
    .bind(request.email)
    .bind(hash)
    .bind(LIFETIME.as_secs_f64())
    .bind(pace == Pace::AtOnce)
    .bind(PAUSE.as_secs_f64())
    .execute(db)
    .await?;
    // Of two that ask again at once, one does.
    if kept.rows_affected() == 1 { Ok(()) } else { Err(Error::TooMany { retry_after: PAUSE }) }
}
