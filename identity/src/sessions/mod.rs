//! Sessions of browsers: a guest's while a ceremony is under way, a member's after it.

mod member;
mod store;

use std::time::Duration;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use sqlx::PgConnection;
use time::OffsetDateTime;
use tower_sessions::{Expiry, Session, session::Id};

pub use member::Member;
pub(crate) use member::Proof;
pub use store::Store;

use crate::{Error, Identity, tokens::Claims};

/// How long a session lives.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Without a request.
    pub idle: Duration,
    /// Whatever happens.
    pub absolute: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        const DAY: u64 = 24 * 60 * 60;
        Self { idle: Duration::from_secs(7 * DAY), absolute: Duration::from_secs(30 * DAY) }
    }
}

/// Where a session is used from, as the person will see it in their list.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Device {
    /// At most [`Device::USER_AGENT_MAX`] characters are kept.
    pub user_agent: Option<String>,
    pub address: Option<String>,
    /// Such as "Chrome on Windows": what a passkey made here is called where its authenticator doesn't say what it is.
    pub name: Option<String>,
    /// The language that it is spoken to in, such as `de` (ISO 639-1).
    pub language: Option<String>,
}

impl Device {
    pub const USER_AGENT_MAX: usize = 300;
}

/// Keys in tower-sessions' data that the store keeps in columns of their own.
pub(crate) const MEMBER: &str = "member";
pub(crate) const DEVICE: &str = "device";
/// The id of a session whose row a transaction has made already.
pub(crate) const ENTRY: &str = "entry";

/// The member whose session this is, looked up once a request; `None` for a guest.
///
/// # Errors
/// [`Error::Unavailable`] when the session can't be looked up: the caller must refuse then.
pub async fn member(session: &Session) -> Result<Option<Member>, Error> {
    Ok(session.get(MEMBER).await?)
}

/// The hash that stands for the browser in the database; `None` where it has no session that lives.
pub(crate) async fn known_browser(session: &Session) -> Result<Option<Vec<u8>>, Error> {
    // Only loading tells: the id in a cookie could be of a session that is over.
    session.get_value(MEMBER).await?;
    Ok(session.id().map(|id| hash(&id)))
}

/// As [`known_browser`]; begins a guest's session where there is none.
pub(crate) async fn browser(session: &Session) -> Result<Vec<u8>, Error> {
    if let Some(browser) = known_browser(session).await? {
        return Ok(browser);
    }
    session.insert_value("guest", true.into()).await?;
    session.save().await?;
    session.id().map(|id| hash(&id)).ok_or(Error::Internal)
}

impl Identity {
    /// Makes the session the member's, under a new id, saved before the answer leaves.
    pub(crate) async fn enter(&self, session: &Session, member: &Member, device: &Device) -> Result<(), Error> {
        session.cycle_id().await?;
        session.clear().await;
        self.become_member(session, member, device).await
    }

    /// As [`Identity::enter`], in two steps: this one puts the member's session in the place of the browser's, within a
    /// transaction. It is of use to nobody before it is committed and [`Identity::admit`] hands it to the browser.
    pub(crate) async fn prepare_entry(
        &self,
        transaction: &mut PgConnection,
        browser: &[u8],
        member: &Member,
        device: &Device,
    ) -> Result<Id, Error> {
        sqlx::query("delete from identity.sessions where id_hash = $1")
            .bind(browser)
            .execute(&mut *transaction)
            .await?;
        let id = Id::default();
        store::insert(transaction, self.limits, id, Some(member), device, &serde_json::json!({})).await?;
        Ok(id)
    }

    /// See [`Identity::prepare_entry`].
    pub(crate) async fn admit(
        &self,
        session: &Session,
        entry: Id,
        member: &Member,
        device: &Device,
    ) -> Result<(), Error> {
        session.cycle_id().await?;
        session.clear().await;
        session.insert(ENTRY, entry.to_string()).await?;
        self.become_member(session, member, device).await
    }

    async fn become_member(&self, session: &Session, member: &Member, device: &Device) -> Result<(), Error> {
        session.set_expiry(Some(Expiry::AtDateTime(OffsetDateTime::now_utc() + self.limits.absolute)));
        session.insert(MEMBER, member).await?;
        session.insert(DEVICE, device).await?;
        session.save().await?;
        Ok(())
    }

    /// What a token of ours says, if it is good and its session lives: for other back ends of the same product.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn validate(&self, token: &str) -> Result<Option<Claims>, Error> {
        let Some(claims) = self.tokens.verify(token) else { return Ok(None) };
        let lives: bool = sqlx::query_scalar(
            "select exists (select from identity.sessions s where id = $1 and user_id = $2 and expires_at > now()
                 and last_used_at > now() - make_interval(secs => $3)
                 and not exists (select from identity.disabled_accounts d where d.user_id = s.user_id))",
        )
        .bind(claims.session_id)
        .bind(claims.sub)
        .bind(self.limits.idle.as_secs_f64())
        .fetch_one(&self.db)
        .await?;
        Ok(lives.then_some(claims))
    }

    /// Ends the session: the very next request with its cookie is a guest's.
    ///
    /// # Errors
    /// [`Error::Unavailable`]: the session then still lives.
    pub async fn sign_out(&self, session: &Session) -> Result<(), Error> {
        if let Some(member) = member(session).await? {
            self.tokens.forget(member.session_id);
        }
        session.flush().await?;
        Ok(())
    }
}

/// What stands in the database for the id in the cookie.
pub(crate) fn hash(id: &Id) -> Vec<u8> {
    Sha256::digest(id.0.to_le_bytes()).to_vec()
}
