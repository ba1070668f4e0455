//! Validation of access tokens on behalf of other services.

use super::Sessions;
use crate::server::{Claims, Error};

impl Sessions<'_> {
    /// Returns the claims of an access token if the token is valid and its session is active.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn validate(self, token: &str) -> Result<Option<Claims>, Error> {
        let Some(claims) = self.identity.tokens.verify(token) else { return Ok(None) };
        let active: bool = sqlx::query_scalar(
            "select exists (select from identity.sessions s
                 where id = $1 and user_id = $2 and expires_at > now()
                 and last_used_at > now() - make_interval(secs => $3)
                 and not exists (select from identity.disabled_accounts d
                     where d.user_id = s.user_id))",
        )
        .bind(claims.session_id)
        .bind(claims.sub)
        .bind(self.identity.limits.idle.as_secs_f64())
        .fetch_one(&self.identity.db)
        .await?;
        Ok(active.then_some(claims))
    }
}
