//! Accounts that an outside provider keeps: what it tells of its users happens here too, once, and older news undo nothing.

use sqlx::PgConnection;
use time::OffsetDateTime;
use uuid::Uuid;

use crate::{
    Error, Identity, Letter, emails,
    events::{self, Event},
    notices, passkeys,
    people::{self, Person},
};

/// One delivery.
pub struct News {
    /// The same when it is sent again. At most [`News::LONGEST_ID`] bytes, as the next one, and no NUL in either.
    pub delivery: String,
    /// What the provider calls the user.
    pub provider_id: String,
    /// When it happened, by the provider's clock.
    pub at: OffsetDateTime,
    pub change: Change,
}

impl News {
    pub const LONGEST_ID: usize = 255;
}

/// What happened to the user.
pub enum Change {
    Created(Profile),
    Updated(Profile),
    Deleted,
}

/// The user as the provider knows them.
pub struct Profile {
    /// What [`Identity`] takes for an address everywhere; the caller has checked its form.
    pub email: String,
    pub email_verified: bool,
    /// 1 to 100 characters; `None` where the provider says nothing of it.
    pub display_name: Option<String>,
}

/// What is known of the user, locked until the transaction ends.
struct Known {
    new: bool,
    user_id: Option<Uuid>,
    deleted: bool,
    /// Something at least as new was taken over.
    outdated: bool,
}

impl Identity {
    /// Does here what happened there, in one transaction. What was received before, what is older than what is known, and
    /// whatever concerns a user who was deleted, there or here, changes nothing.
    ///
    /// # Errors
    /// [`Error::Taken`] where another account has verified the address, [`Error::Unavailable`]: nothing has changed then, and
    /// the same delivery may be tried again.
    pub async fn hear(&self, news: &News) -> Result<(), Error> {
        let mut transaction = self.db.begin().await?;
        // Another delivery of the same waits here for the end of this one.
        let first = sqlx::query("insert into identity.webhook_deliveries (id) values ($1) on conflict do nothing")
            .bind(&news.delivery)
            .execute(&mut *transaction)
            .await?;
        if first.rows_affected() == 0 {
            return Ok(());
        }
        let Known { new, user_id, deleted, outdated } = find(&mut transaction, news).await?;
        let mut sessions = Vec::new();
        let user_id = match (&news.change, user_id) {
            _ if deleted => None,
            (Change::Deleted, None) => None,
            (Change::Deleted, Some(user_id)) => {
                sessions = self.erase(&mut transaction, user_id).await?;
                None
            }
            (_, user_id) if outdated => user_id,
            (Change::Created(profile) | Change::Updated(profile), None) if new => {
                Some(add(&mut transaction, profile).await?)
            }
            // Its owner has deleted the account here.
            (_, None) => None,
            (Change::Created(profile) | Change::Updated(profile), Some(user_id)) => {
                update(&mut transaction, user_id, profile).await?;
                sessions = sessions_of(&mut transaction, user_id).await?;
                Some(user_id)
            }
        };
        sqlx::query(
            "update identity.outside_users
             set user_id = $2, changed_at = greatest(changed_at, $3), deleted = deleted or $4 where provider_id = $1",
        )
        .bind(&news.provider_id)
        .bind(user_id)
        .bind(news.at)
        .bind(matches!(news.change, Change::Deleted))
        .execute(&mut *transaction)
        .await?;
        transaction.commit().await?;
        // Tokens say the address.
        self.tokens.forget_all(&sessions);
        Ok(())
    }
}

/// Of two changes at the same time, as coarse clocks have them, the creation was the first.
async fn find(db: &mut PgConnection, news: &News) -> Result<Known, Error> {
    let added = sqlx::query("insert into identity.outside_users (provider_id) values ($1) on conflict do nothing")
        .bind(&news.provider_id)
        .execute(&mut *db)
        .await?;
    let (user_id, deleted, outdated) = sqlx::query_as(
        "select user_id, deleted, changed_at > $2 or changed_at = $2 and $3
         from identity.outside_users where provider_id = $1 for update",
    )
    .bind(&news.provider_id)
    .bind(news.at)
    .bind(matches!(news.change, Change::Created(_)))
    .fetch_one(db)
    .await?;
    Ok(Known { new: added.rows_affected() == 1, user_id, deleted, outdated })
}

async fn add(db: &mut PgConnection, profile: &Profile) -> Result<Uuid, Error> {
    let user_id = Uuid::new_v4();
    must_be_free(db, user_id, profile).await?;
    let Profile { email, email_verified, display_name } = profile;
    let person = Person {
        user_id,
        email: email.clone(),
        email_verified: *email_verified,
        display_name: display_name.clone(),
        language: None,
    };
    people::add(db, &person).await?;
    events::note(db, Some(user_id), Event::SignedUp).await?;
    Ok(user_id)
}

/// The provider's address becomes the primary one, and the one that was it goes: it may be its owner's no longer. What was
/// proved here stays proved.
async fn update(db: &mut PgConnection, user_id: Uuid, profile: &Profile) -> Result<(), Error> {
    passkeys::lock(db, user_id).await?;
    must_be_free(db, user_id, profile).await?;
    let left =
        sqlx::query("delete from identity.emails where user_id = $1 and is_primary and lower(email) <> lower($2)")
            .bind(user_id)
            .bind(&profile.email)
            .execute(&mut *db)
            .await?;
    sqlx::query(
        "insert into identity.emails as mine (user_id, email, is_primary, verified_at)
         values ($1, $2, true, case when $3 then now() end)
         on conflict (user_id, lower(email)) do update
         set email = excluded.email, is_primary = true, verified_at = coalesce(mine.verified_at, excluded.verified_at)",
    )
    .bind(user_id)
    .bind(&profile.email)
    .bind(profile.email_verified)
    .execute(&mut *db)
    .await?;
    if left.rows_affected() == 1 {
        // To the address that public.users still has: the one that goes.
        notices::send(db, user_id, &Letter::PrimaryEmailChanged).await?;
        events::note(db, Some(user_id), Event::EmailMadePrimary).await?;
    }
    emails::follow_primary(db, user_id).await?;
    if let Some(name) = &profile.display_name {
        sqlx::query("update public.users set display_name = $2 where id = $1")
            .bind(user_id)
            .bind(name)
            .execute(db)
            .await?;
    }
    Ok(())
}

async fn must_be_free(db: &mut PgConnection, user_id: Uuid, profile: &Profile) -> Result<(), Error> {
    if !profile.email_verified {
        return Ok(());
    }
    match emails::owner(db, &profile.email).await? {
        Some(owner) if owner != user_id => Err(Error::Taken),
        _ => Ok(()),
    }
}

async fn sessions_of(db: &mut PgConnection, user_id: Uuid) -> Result<Vec<Uuid>, Error> {
    let sessions = sqlx::query_scalar("select id from identity.sessions where user_id = $1");
    Ok(sessions.bind(user_id).fetch_all(db).await?)
}
