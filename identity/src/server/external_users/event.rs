//! An event of the provider.

use time::OffsetDateTime;

/// One webhook of the provider.
pub struct UserEvent {
    /// The id of the webhook; the same when it is sent again. 1 to [`UserEvent::MAX_ID_BYTES`]
    /// bytes without NUL, as `external_id`.
    pub webhook_id: String,
    /// The provider's id of the user.
    pub external_id: String,
    /// By the provider's clock.
    pub occurred_at: OffsetDateTime,
    pub change: UserChange,
}

impl UserEvent {
    pub const MAX_ID_BYTES: usize = 255;
}

/// What happened to the user.
pub enum UserChange {
    Created(ExternalProfile),
    Updated(ExternalProfile),
    Deleted,
}

/// The user's data at the provider.
pub struct ExternalProfile {
    /// A well-formed address: the caller has checked it.
    pub email: String,
    pub email_verified: bool,
    /// 1 to 100 characters; `None` leaves the display name unchanged.
    pub display_name: Option<String>,
}
