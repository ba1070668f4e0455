//! End of sessions: by sign-out, or from the list of another session.

use tower_sessions::Session;
use uuid::Uuid;

use super::{Member, Sessions};
use crate::server::{
    Error,
    audit_log::{self, AuditEvent},
};

impl Sessions<'_> {
    /// Ends the browser's session; the next request with its cookie is a guest's.
    ///
    /// # Errors
    /// [`Error::Unavailable`]: the session is still active.
    pub async fn sign_out(self, session: &Session) -> Result<(), Error> {
        if let Some(member) = self.current_member(session).await? {
            self.identity.tokens.invalidate(member.session_id);
        }
        session.flush().await?;
        Ok(())
    }

    /// Ends one of the member's sessions.
    ///
    /// # Errors
    /// [`Error::ReauthenticationRequired`], [`Error::NotFound`], [`Error::Unavailable`].
    pub async fn end(self, member: &Member, id: Uuid) -> Result<(), Error> {
        member.require_recent_authentication()?;
        match self.end_where(member, "id = $2", id).await? {
            0 => Err(Error::NotFound),
            _ => Ok(()),
        }
    }

    /// Ends all of the member's sessions except the current one, and returns their number.
    ///
    /// # Errors
    /// [`Error::ReauthenticationRequired`], [`Error::Unavailable`].
    pub async fn end_others(self, member: &Member) -> Result<u64, Error> {
        member.require_recent_authentication()?;
        self.end_where(member, "id <> $2", member.session_id).await
    }

    async fn end_where(
        self,
        member: &Member,
        condition: &'static str,
        id: Uuid,
    ) -> Result<u64, Error> {
        let mut transaction = self.identity.db.begin().await?;
        let ended: Vec<Uuid> = sqlx::query_scalar(sqlx::AssertSqlSafe(format!(
            "delete from identity.sessions where user_id = $1 and {condition} returning id"
        )))
        .bind(member.user_id)
        .bind(id)
        .fetch_all(&mut *transaction)
        .await?;
        if !ended.is_empty() {
            let user_id = Some(member.user_id);
            audit_log::record(&mut transaction, user_id, AuditEvent::SessionsEnded).await?;
        }
        transaction.commit().await?;
        self.identity.tokens.invalidate_all(&ended);
        Ok(ended.len() as u64)
    }
}
