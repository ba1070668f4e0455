//! Sessions of browsers: a guest's until sign-in, a member's after it.

mod device;
mod end;
mod limits;
mod member;
mod start;
mod store;
mod validate;

use sha2::{Digest, Sha256};
use tower_sessions::{Session, session::Id};

pub use device::Device;
pub use limits::SessionLimits;
pub use member::{AssuranceLevel, Member};
pub use store::PostgresStore;

use super::{Error, Identity};

/// See [`Identity::sessions`].
#[derive(Clone, Copy)]
pub struct Sessions<'a> {
    pub(super) identity: &'a Identity,
}

/// Keys of tower-sessions' data that the store maps to columns.
const MEMBER_KEY: &str = "member";
const DEVICE_KEY: &str = "device";
/// The id of a row that a transaction has inserted already: see [`Identity::attach_session`].
const INSERTED_ID_KEY: &str = "inserted_id";

impl Sessions<'_> {
    /// The session store for tower-sessions.
    #[must_use]
    pub fn store(self) -> PostgresStore {
        PostgresStore::new(self.identity.db.clone(), self.identity.limits)
    }

    /// The signed-in member, or `None` for a guest. tower-sessions loads the session once per
    /// request.
    ///
    /// # Errors
    /// [`Error::Unavailable`]: access must be denied.
    pub async fn current_member(self, session: &Session) -> Result<Option<Member>, Error> {
        Ok(session.get(MEMBER_KEY).await?)
    }
}

/// The hash of the session id; `None` if the browser has no active session.
pub(super) async fn id_hash(session: &Session) -> Result<Option<Vec<u8>>, Error> {
    // The id comes from the cookie and may be expired: only loading verifies it.
    session.get_value(MEMBER_KEY).await?;
    Ok(session.id().map(|id| hash(&id)))
}

/// As [`id_hash`], but starts a guest session if there is none.
pub(super) async fn ensure_id_hash(session: &Session) -> Result<Vec<u8>, Error> {
    if let Some(id_hash) = id_hash(session).await? {
        return Ok(id_hash);
    }
    session.insert_value("guest", true.into()).await?;
    session.save().await?;
    session.id().map(|id| hash(&id)).ok_or(Error::Internal)
}

/// The database stores only this hash of the id in the cookie.
fn hash(id: &Id) -> Vec<u8> {
    Sha256::digest(id.0.to_le_bytes()).to_vec()
}
