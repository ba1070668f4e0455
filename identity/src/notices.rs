//! Mail that tells people what was done with their account: to its primary address, in the transaction that did it.

use std::time::Duration;

use sqlx::PgConnection;
use uuid::Uuid;

use crate::{
    Error, Letter,
    allowances::{self, Allowance},
    outbox,
};

/// Worth reading even after days without a mail server.
const LIFETIME: Duration = Duration::from_hours(72);

/// Writes to the person's primary address as it is now.
pub(crate) async fn send(db: &mut PgConnection, user_id: Uuid, letter: &Letter) -> Result<(), Error> {
    let (email, verified, language): (String, bool, Option<String>) = sqlx::query_as(
        "select email, email_verified_at is not null, coalesce(language,
             (select s.language from identity.sessions s where s.user_id = u.id order by s.last_used_at desc limit 1))
         from public.users u where id = $1",
    )
    .bind(user_id)
    .fetch_optional(&mut *db)
    .await?
    .ok_or(Error::NotFound)?;
    // An address that nobody has proved may be a stranger's, who must not be flooded with somebody else's news.
    if !verified {
        match allowances::take(db, Allowance::Address, &email).await {
            Ok(()) => {}
            Err(Error::TooMany { .. }) => return Ok(()),
            Err(error) => return Err(error),
        }
    }
    outbox::post(db, &email, language.as_deref(), letter, LIFETIME).await
}
