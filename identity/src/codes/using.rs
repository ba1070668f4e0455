//! Using a code: it counts as a try before it is looked at, and serves once.

use sqlx::PgConnection;
use tower_sessions::Session;
use uuid::Uuid;

use super::{Purpose, TRIES, secret, tries_left};
use crate::{Device, Error, Identity, Member, sessions};

/// A code that was right, in a browser that was sent it.
struct Proof {
    browser: Vec<u8>,
    id: Uuid,
    purpose: Purpose,
    email: String,
}

impl Identity {
    /// Signs in with the code that this browser was sent; after sign-up the account is made in the same transaction. Where the
    /// address got its account meanwhile, that is the one: the code proves as much.
    ///
    /// # Errors
    /// [`Error::WrongCode`] with the tries that are left: none after the third. [`Error::Expired`] when the code is over, used, was
    /// tried too often or never asked for in this browser. [`Error::Unavailable`].
    pub async fn use_code(&self, session: &Session, code: &str, device: &Device) -> Result<Member, Error> {
        let browser = sessions::known_browser(session).await?.ok_or(Error::Expired)?;
        let proof = self.try_code(browser, code).await?;

        let mut transaction = self.db.begin().await?;
        let taken = sqlx::query("delete from identity.codes where browser = $1 and id = $2")
            .bind(&proof.browser)
            .bind(proof.id)
            .execute(&mut *transaction)
            .await?;
        // Used or replaced since it was tried.
        if taken.rows_affected() == 0 {
            return Err(Error::Expired);
        }
        if let Purpose::SignUp = proof.purpose {
            make_account(&mut transaction, &proof.email).await?;
        }
        let member = verified_member(&mut transaction, &proof.email).await?;
        let entry = self.prepare_entry(&mut transaction, &proof.browser, &member, device).await?;
        transaction.commit().await?;

        self.admit(session, entry, &member, device).await?;
        Ok(member)
    }

    /// The count is part of the statement that reads the code, so however many try at once, three count.
    async fn try_code(&self, browser: Vec<u8>, code: &str) -> Result<Proof, Error> {
        let (id, purpose, email, hash, tries): (Uuid, String, String, Vec<u8>, i16) = sqlx::query_as(
            "update identity.codes set tries = tries + 1
             where browser = $1 and tries < $2 and expires_at > now()
             returning id, kind, email, hash, tries",
        )
        .bind(&browser)
        .bind(i16::from(TRIES))
        .fetch_optional(&self.db)
        .await?
        .ok_or(Error::Expired)?;
        if !secret::fits(id, code, &hash) {
            return Err(Error::WrongCode { tries_left: tries_left(tries) });
        }
        Ok(Proof { browser, id, purpose: Purpose::of(&purpose)?, email })
    }
}

/// At the most one, whoever else proves the address at this moment: the others wait here, and then find it.
async fn make_account(db: &mut PgConnection, email: &str) -> Result<(), Error> {
    sqlx::query(
        "insert into public.users (id, email, email_verified_at) values ($1, $2, now())
         on conflict (lower(email)) where email_verified_at is not null do nothing",
    )
    .bind(Uuid::new_v4())
    .bind(email)
    .execute(db)
    .await?;
    Ok(())
}

async fn verified_member(db: &mut PgConnection, email: &str) -> Result<Member, Error> {
    let (user_id, email, display_name): (Uuid, String, Option<String>) = sqlx::query_as(
        "select id, email, display_name from public.users
         where lower(email) = lower($1) and email_verified_at is not null",
    )
    .bind(email)
    .fetch_optional(db)
    .await?
    // The account went while its code was under way.
    .ok_or(Error::Expired)?;
    Ok(Member::by_code(user_id, email, display_name))
}
