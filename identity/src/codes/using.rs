//! Using a code: it counts as a try before it is looked at, and serves once.

use sqlx::PgConnection;
use tower_sessions::Session;
use uuid::Uuid;

use super::{Purpose, TRIES, secret, tries_left};
use crate::{
    Device, Error, Identity, Member, emails,
    events::{self, Event},
    people::{self, Person},
    sessions::{self, Proof},
};

/// A code that was right, in a browser that was sent it.
struct Right {
    browser: Vec<u8>,
    id: Uuid,
    purpose: Purpose,
    email: String,
}

impl Right {
    /// Takes the code out, as part of what it is used for: it serves once.
    ///
    /// # Errors
    /// [`Error::Expired`] where it was used or replaced since it was tried.
    async fn redeem(&self, db: &mut PgConnection) -> Result<(), Error> {
        let taken = sqlx::query("delete from identity.codes where browser = $1 and id = $2")
            .bind(&self.browser)
            .bind(self.id)
            .execute(db)
            .await?;
        if taken.rows_affected() == 1 { Ok(()) } else { Err(Error::Expired) }
    }
}

impl Identity {
    /// Signs in with the code that this browser was sent; after sign-up the account is made in the same transaction. Where the
    /// address got its account meanwhile, that is the one: the code proves as much.
    ///
    /// # Errors
    /// [`Error::WrongCode`] with the tries that are left: none after the third. [`Error::Expired`] when the code is over, used, was
    /// tried too often or never asked for in this browser. [`Error::Disabled`], [`Error::Unavailable`].
    pub async fn use_code(&self, session: &Session, code: &str, device: &Device) -> Result<Member, Error> {
        let right = self.try_code(session, code, &[Purpose::SignIn, Purpose::SignUp]).await?;
        let mut transaction = self.db.begin().await?;
        right.redeem(&mut transaction).await?;
        let owner = match (emails::owner(&mut transaction, &right.email).await?, right.purpose) {
            (None, Purpose::SignUp) => make_account(&mut transaction, &right.email).await?,
            // The account went while its code was under way.
            (owner, _) => owner.ok_or(Error::Expired)?,
        };
        let member = Member::who_just(people::find(&mut *transaction, owner).await?, Proof::Code);
        let entry = self.prepare_entry(&mut transaction, &right.browser, &member, device).await?;
        transaction.commit().await?;

        self.admit(session, entry, &member, device).await?;
        Ok(member)
    }

    /// Verifies the address that a code was mailed to for that, if it is still one of the member's.
    ///
    /// # Errors
    /// As [`Identity::use_code`], and [`Error::Taken`] where another account has verified it meanwhile.
    pub async fn verify_email(&self, session: &Session, member: &Member, code: &str) -> Result<(), Error> {
        let right = self.try_code(session, code, &[Purpose::Verify]).await?;
        let mut transaction = self.db.begin().await?;
        right.redeem(&mut transaction).await?;
        emails::verify(&mut transaction, member.user_id, &right.email).await?;
        transaction.commit().await?;
        self.tokens.forget(member.session_id);
        Ok(())
    }

    /// The member at this browser shows by a code that it is them, and gets a new session.
    ///
    /// # Errors
    /// As [`Identity::use_code`].
    pub async fn confirm_by_code(
        &self,
        session: &Session,
        member: &Member,
        code: &str,
        device: &Device,
    ) -> Result<(), Error> {
        let right = self.try_code(session, code, &[Purpose::Confirm]).await?;
        let mut transaction = self.db.begin().await?;
        right.redeem(&mut transaction).await?;
        if emails::owner(&mut transaction, &right.email).await? != Some(member.user_id) {
            return Err(Error::Expired);
        }
        let confirmed = member.once_more(Proof::Code);
        let entry = self.prepare_entry(&mut transaction, &right.browser, &confirmed, device).await?;
        transaction.commit().await?;

        self.tokens.forget(member.session_id);
        self.admit(session, entry, &confirmed, device).await
    }

    /// The count is part of the statement that reads the code, so however many try at once, three count.
    async fn try_code(&self, session: &Session, code: &str, purposes: &[Purpose]) -> Result<Right, Error> {
        let browser = sessions::known_browser(session).await?.ok_or(Error::Expired)?;
        let purposes: Vec<_> = purposes.iter().map(|purpose| purpose.name()).collect();
        let (id, purpose, email, hash, tries): (Uuid, String, String, Vec<u8>, i16) = sqlx::query_as(
            "update identity.codes set tries = tries + 1
             where browser = $1 and tries < $2 and kind = any($3) and expires_at > now()
             returning id, kind, email, hash, tries",
        )
        .bind(&browser)
        .bind(i16::from(TRIES))
        .bind(&purposes)
        .fetch_optional(&self.db)
        .await?
        .ok_or(Error::Expired)?;
        if !secret::fits(id, code, &hash) {
            return Err(Error::WrongCode { tries_left: tries_left(tries) });
        }
        Ok(Right { browser, id, purpose: Purpose::of(&purpose)?, email })
    }
}

async fn make_account(db: &mut PgConnection, email: &str) -> Result<Uuid, Error> {
    let user_id = Uuid::new_v4();
    let person = Person { user_id, email: email.to_owned(), email_verified: true, display_name: None, language: None };
    people::add(db, &person).await?;
    events::note(db, Some(user_id), Event::SignedUp).await?;
    Ok(user_id)
}
