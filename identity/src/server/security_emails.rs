//! Mail that informs users of changes to their account. Sent to the primary address, in the
//! transaction of the change.

use std::time::Duration;

use sqlx::PgConnection;
use uuid::Uuid;

use super::{
    EmailTemplate, Error, mail_queue,
    rate_limits::{self, RateLimit},
};

/// Retried for this long: a security notice is still useful after days without a mail server.
const LIFETIME: Duration = Duration::from_hours(72);

/// Queues an email to the account's current primary address.
pub(super) async fn send(
    db: &mut PgConnection,
    user_id: Uuid,
    template: &EmailTemplate,
) -> Result<(), Error> {
    let (email, verified, language): (String, bool, Option<String>) = sqlx::query_as(
        "select email, email_verified_at is not null, coalesce(language,
             (select s.language from identity.sessions s where s.user_id = u.id
              order by s.last_used_at desc limit 1))
         from public.users u where id = $1",
    )
    .bind(user_id)
    .fetch_optional(&mut *db)
    .await?
    .ok_or(Error::NotFound)?;
    // An unverified address may belong to another user, who must not be flooded with emails.
    if !verified {
        match rate_limits::consume(db, RateLimit::EmailsPerAddress, &email).await {
            Ok(()) => {}
            Err(Error::RateLimited { .. }) => return Ok(()),
            Err(error) => return Err(error),
        }
    }
    mail_queue::enqueue(db, &email, language.as_deref(), template, LIFETIME).await
}
