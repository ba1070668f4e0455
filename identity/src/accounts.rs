//! The account as a whole: everything about it, its end, and what an operator may do with it.

use serde_json::Value;
use sqlx::{FromRow, PgConnection};
use time::OffsetDateTime;
use tower_sessions::Session;
use uuid::Uuid;

use crate::{
    Error, Identity, Letter, Member,
    events::{self, Event},
    notices,
};

/// An account as its operator sees it.
#[derive(Debug, Clone, FromRow)]
pub struct Account {
    pub id: Uuid,
    /// The primary address.
    pub email: String,
    pub email_verified: bool,
    pub created_at: OffsetDateTime,
    pub passkeys: i64,
    pub sessions: i64,
    pub disabled: bool,
}

/// No keys: they identify nobody, and whoever has this file must not be able to use it.
const EXPORT: &str = "select json_build_object(
    'profile', (select row_to_json(u) from public.users u where id = $1),
    'emails', (select coalesce(json_agg(json_build_object(
            'email', email, 'primary', is_primary, 'verified_at', verified_at, 'created_at', created_at)
            order by created_at), '[]') from identity.emails where user_id = $1),
    'passkeys', (select coalesce(json_agg(json_build_object(
            'id', id, 'name', name, 'aaguid', aaguid, 'discoverable', discoverable,
            'synced', credential #> '{cred,backup_state}', 'created_at', created_at, 'last_used_at', last_used_at)
            order by created_at), '[]') from identity.passkeys where user_id = $1),
    'sessions', (select coalesce(json_agg(json_build_object(
            'id', id, 'user_agent', user_agent, 'address', address, 'amr', amr, 'aal', aal, 'created_at', created_at,
            'last_used_at', last_used_at, 'expires_at', expires_at)
            order by created_at), '[]') from identity.sessions where user_id = $1),
    'recovery_codes', (select coalesce(json_agg(json_build_object('used_at', used_at)), '[]')
        from identity.recovery_codes where user_id = $1),
    'outside_users', (select coalesce(json_agg(json_build_object('id', provider_id, 'changed_at', changed_at)), '[]')
        from identity.outside_users where user_id = $1),
    'events', (select coalesce(json_agg(json_build_object('kind', kind, 'at', at) order by at), '[]')
        from identity.events where user_id = $1))";

impl Identity {
    /// Everything that this crate knows about the member, as one JSON object.
    ///
    /// # Errors
    /// [`Error::ConfirmFirst`], [`Error::Unavailable`].
    pub async fn export(&self, member: &Member) -> Result<Value, Error> {
        member.must_be_recent()?;
        Ok(sqlx::query_scalar(EXPORT).bind(member.user_id).fetch_one(&self.db).await?)
    }

    /// Deletes the member's account with all that belongs to it, in one transaction, and ends all sessions.
    ///
    /// # Errors
    /// [`Error::ConfirmFirst`], [`Error::Unavailable`]: nothing has happened then.
    pub async fn delete_account(&self, session: &Session, member: &Member) -> Result<(), Error> {
        member.must_be_recent()?;
        self.remove(member.user_id).await?;
        session.flush().await?;
        Ok(())
    }

    /// As [`Identity::delete_account`], for the operator.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::Unavailable`].
    pub async fn remove(&self, user_id: Uuid) -> Result<(), Error> {
        let mut transaction = self.db.begin().await?;
        let sessions = self.erase(&mut transaction, user_id).await?;
        transaction.commit().await?;
        self.tokens.forget_all(&sessions);
        Ok(())
    }

    /// The deletion as a part of something. The tokens of the sessions that it gives are to be forgotten once it is committed.
    pub(crate) async fn erase(&self, db: &mut PgConnection, user_id: Uuid) -> Result<Vec<Uuid>, Error> {
        // Before the account itself, as news from outside do: else this and they wait for each other.
        sqlx::query("select from identity.outside_users where user_id = $1 for update")
            .bind(user_id)
            .execute(&mut *db)
            .await?;
        forget_mail(db, user_id).await?;
        notices::send(db, user_id, &Letter::AccountDeleted).await?;
        let sessions = sqlx::query_scalar("select id from identity.sessions where user_id = $1")
            .bind(user_id)
            .fetch_all(&mut *db)
            .await?;
        // All other tables follow.
        sqlx::query("delete from public.users where id = $1").bind(user_id).execute(&mut *db).await?;
        events::note(db, None, Event::Deleted).await?;
        Ok(sessions)
    }

    /// Accounts by age, the newest first; after `offset` of them, at most `most`.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn accounts(&self, offset: i64, most: i64) -> Result<Vec<Account>, Error> {
        Ok(accounts("true order by created_at desc, id limit $1 offset $2")
            .bind(most)
            .bind(offset)
            .fetch_all(&self.db)
            .await?)
    }

    /// Accounts that have this address, or this id: the one that has verified it first.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn find_accounts(&self, email_or_id: &str) -> Result<Vec<Account>, Error> {
        Ok(accounts(
            "id::text = $1 or id in (select user_id from identity.emails where lower(email) = lower($1))
             order by exists (select from identity.emails e
                 where e.user_id = u.id and lower(e.email) = lower($1) and e.verified_at is not null) desc, created_at",
        )
        .bind(email_or_id)
        .fetch_all(&self.db)
        .await?)
    }

    /// Shuts an account out: its sessions end, and nobody signs in to it until [`Identity::enable`].
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::Unavailable`].
    pub async fn disable(&self, user_id: Uuid) -> Result<(), Error> {
        let mut transaction = self.db.begin().await?;
        let known = sqlx::query(
            "insert into identity.disabled_accounts (user_id) select id from public.users where id = $1
             on conflict (user_id) do update set since = identity.disabled_accounts.since",
        )
        .bind(user_id)
        .execute(&mut *transaction)
        .await?;
        if known.rows_affected() == 0 {
            return Err(Error::NotFound);
        }
        let ended: Vec<Uuid> = sqlx::query_scalar("delete from identity.sessions where user_id = $1 returning id")
            .bind(user_id)
            .fetch_all(&mut *transaction)
            .await?;
        events::note(&mut transaction, Some(user_id), Event::Disabled).await?;
        transaction.commit().await?;
        self.tokens.forget_all(&ended);
        Ok(())
    }

    /// Lets people sign in to the account again.
    ///
    /// # Errors
    /// [`Error::NotFound`] where it isn't disabled, [`Error::Unavailable`].
    pub async fn enable(&self, user_id: Uuid) -> Result<(), Error> {
        let mut transaction = self.db.begin().await?;
        let enabled = sqlx::query("delete from identity.disabled_accounts where user_id = $1")
            .bind(user_id)
            .execute(&mut *transaction)
            .await?;
        if enabled.rows_affected() == 0 {
            return Err(Error::NotFound);
        }
        events::note(&mut transaction, Some(user_id), Event::Enabled).await?;
        transaction.commit().await?;
        Ok(())
    }
}

fn accounts(
    which: &'static str,
) -> sqlx::query::QueryAs<'static, sqlx::Postgres, Account, sqlx::postgres::PgArguments> {
    sqlx::query_as(sqlx::AssertSqlSafe(format!(
        "select id, email, email_verified_at is not null as email_verified, created_at,
             (select count(*) from identity.passkeys p where p.user_id = u.id) as passkeys,
             (select count(*) from identity.sessions s where s.user_id = u.id and s.expires_at > now()) as sessions,
             exists (select from identity.disabled_accounts d where d.user_id = u.id) as disabled
         from public.users u where {which}"
    )))
}

/// Mail and codes that are under way name addresses: those of the account go with it.
async fn forget_mail(db: &mut PgConnection, user_id: Uuid) -> Result<(), Error> {
    for forget in [
        "delete from identity.outbox where lower(recipient) in
             (select lower(email) from identity.emails where user_id = $1 and verified_at is not null)",
        "delete from identity.codes where lower(email) in
             (select lower(email) from identity.emails where user_id = $1 and verified_at is not null)",
    ] {
        sqlx::query(forget).bind(user_id).execute(&mut *db).await?;
    }
    Ok(())
}
