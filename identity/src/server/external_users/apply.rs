//! Applying events: once each, and never an older one over a newer one.

use sqlx::PgConnection;
use uuid::Uuid;

use super::{ExternalProfile, ExternalUsers, UserChange, UserEvent};
use crate::server::{
    EmailTemplate, Error, accounts,
    audit_log::{self, AuditEvent},
    emails, security_emails,
    users::{self, User},
};

/// The row of the external user, locked until the transaction ends.
struct ExternalUser {
    /// The row was inserted by this event.
    is_new: bool,
    user_id: Option<Uuid>,
    deleted: bool,
    /// An event at least as new has been applied.
    outdated: bool,
}

impl ExternalUsers<'_> {
    /// Applies an event in one transaction. Changes nothing for an event that was applied before,
    /// for one older than the last, and for a user who was deleted here or at the provider.
    ///
    /// # Errors
    /// [`Error::EmailTaken`] if another account has verified the address; [`Error::Unavailable`].
    /// Nothing has changed, and the same webhook may be sent again.
    pub async fn apply(self, event: &UserEvent) -> Result<(), Error> {
        let mut transaction = self.identity.db.begin().await?;
        // A concurrent delivery of the same webhook waits here.
        let received = sqlx::query(
            "insert into identity.received_webhooks (id) values ($1) on conflict do nothing",
        )
        .bind(&event.webhook_id)
        .execute(&mut *transaction)
        .await?;
        if received.rows_affected() == 0 {
            return Ok(());
        }
        let external_user = find_or_insert(&mut transaction, event).await?;
        let (user_id, sessions) = apply(&mut transaction, &event.change, external_user).await?;
        sqlx::query(
            "update identity.external_users set user_id = $2,
                 last_event_at = greatest(last_event_at, $3), deleted = deleted or $4
             where external_id = $1",
        )
        .bind(&event.external_id)
        .bind(user_id)
        .bind(event.occurred_at)
        .bind(matches!(event.change, UserChange::Deleted))
        .execute(&mut *transaction)
        .await?;
        transaction.commit().await?;
        // Tokens contain the address.
        self.identity.tokens.invalidate_all(&sessions);
        Ok(())
    }
}

/// Returns the account of the external user, if one is left, and the sessions with stale tokens.
async fn apply(
    db: &mut PgConnection,
    change: &UserChange,
    external_user: ExternalUser,
) -> Result<(Option<Uuid>, Vec<Uuid>), Error> {
    let ExternalUser { is_new, user_id, deleted, outdated } = external_user;
    match (change, user_id) {
        _ if deleted => Ok((None, Vec::new())),
        (UserChange::Deleted, None) => Ok((None, Vec::new())),
        (UserChange::Deleted, Some(user_id)) => {
            Ok((None, accounts::delete_account(db, user_id).await?))
        }
        (_, user_id) if outdated => Ok((user_id, Vec::new())),
        (UserChange::Created(profile) | UserChange::Updated(profile), None) if is_new => {
            Ok((Some(insert(db, profile).await?), Vec::new()))
        }
        // The account has been deleted here.
        (_, None) => Ok((None, Vec::new())),
        (UserChange::Created(profile) | UserChange::Updated(profile), Some(user_id)) => {
            update(db, user_id, profile).await?;
            let sessions =
                sqlx::query_scalar("select id from identity.sessions where user_id = $1")
                    .bind(user_id)
                    .fetch_all(db)
                    .await?;
            Ok((Some(user_id), sessions))
        }
    }
}

/// Clocks may be coarse: of two events at the same time, the creation counts as the older one.
async fn find_or_insert(db: &mut PgConnection, event: &UserEvent) -> Result<ExternalUser, Error> {
    let inserted = sqlx::query(
        "insert into identity.external_users (external_id) values ($1) on conflict do nothing",
    )
    .bind(&event.external_id)
    .execute(&mut *db)
    .await?;
    let (user_id, deleted, outdated) = sqlx::query_as(
        "select user_id, deleted, last_event_at > $2 or last_event_at = $2 and $3
         from identity.external_users where external_id = $1 for update",
    )
    .bind(&event.external_id)
    .bind(event.occurred_at)
    .bind(matches!(event.change, UserChange::Created(_)))
    .fetch_one(db)
    .await?;
    Ok(ExternalUser { is_new: inserted.rows_affected() == 1, user_id, deleted, outdated })
}

async fn insert(db: &mut PgConnection, profile: &ExternalProfile) -> Result<Uuid, Error> {
    let user = User {
        display_name: profile.display_name.clone(),
        ..User::new(profile.email.clone(), profile.email_verified)
    };
    require_available(db, user.id, profile).await?;
    users::insert(db, &user).await?;
    audit_log::record(db, Some(user.id), AuditEvent::SignedUp).await?;
    Ok(user.id)
}

/// Makes the provider's address the primary one and deletes the previous primary address, which the
/// user may no longer own. An address that was verified here stays verified.
async fn update(
    db: &mut PgConnection,
    user_id: Uuid,
    profile: &ExternalProfile,
) -> Result<(), Error> {
    users::lock(db, user_id).await?;
    require_available(db, user_id, profile).await?;
    let replaced = sqlx::query(
        "delete from identity.emails
         where user_id = $1 and is_primary and lower(email) <> lower($2)",
    )
    .bind(user_id)
    .bind(&profile.email)
    .execute(&mut *db)
    .await?;
    sqlx::query(
        "insert into identity.emails as current (user_id, email, is_primary, verified_at)
         values ($1, $2, true, case when $3 then now() end)
         on conflict (user_id, lower(email)) do update
         set email = excluded.email, is_primary = true,
             verified_at = coalesce(current.verified_at, excluded.verified_at)",
    )
    .bind(user_id)
    .bind(&profile.email)
    .bind(profile.email_verified)
    .execute(&mut *db)
    .await?;
    if replaced.rows_affected() == 1 {
        // Sent to the previous address, which public.users still contains.
        security_emails::send(db, user_id, &EmailTemplate::PrimaryEmailChanged).await?;
        audit_log::record(db, Some(user_id), AuditEvent::PrimaryEmailChanged).await?;
    }
    emails::sync_primary_email(db, user_id).await?;
    if let Some(name) = &profile.display_name {
        sqlx::query("update public.users set display_name = $2 where id = $1")
            .bind(user_id)
            .bind(name)
            .execute(db)
            .await?;
    }
    Ok(())
}

/// # Errors
/// [`Error::EmailTaken`] if another account has verified the address, [`Error::Unavailable`].
async fn require_available(
    db: &mut PgConnection,
    user_id: Uuid,
    profile: &ExternalProfile,
) -> Result<(), Error> {
    if !profile.email_verified {
        return Ok(());
    }
    match emails::find_verified_owner(db, &profile.email).await? {
        Some(owner) if owner != user_id => Err(Error::EmailTaken),
        _ => Ok(()),
    }
}
