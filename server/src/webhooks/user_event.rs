//! Events about external users, in two formats: the one that `docs/guides/webhooks.md` documents
//! for any sender, and that of Clerk.

use app::{account::model::DisplayName, model::email::Email};
use identity::{ExternalProfile, UserChange, UserEvent};
use serde::Deserialize;
use time::{OffsetDateTime, format_description::well_known::Rfc3339};

use super::signature::Delivery;

/// Why an event is rejected. The sender gets the message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum UserEventError {
    #[error(
        "The body must be JSON in this form: {{\"type\":\"user.created\",\"timestamp\":\"...\",\
         \"data\":{{\"id\":\"...\",\"email\":\"...\"}}}}."
    )]
    Format,
    #[error(
        "Unsupported event type. This endpoint accepts user.created, user.updated and user.deleted."
    )]
    UnsupportedType,
    #[error("The user id must be 1 to 255 bytes long and must not contain NUL.")]
    InvalidId,
    #[error("The user has no valid email address.")]
    InvalidEmail,
    #[error("Timestamps must be RFC 3339 strings or milliseconds since the Unix epoch.")]
    InvalidTimestamp,
}

#[derive(Deserialize)]
struct Event {
    #[serde(rename = "type")]
    kind: String,
    timestamp: Option<Timestamp>,
    data: User,
}

#[derive(Deserialize)]
struct User {
    id: String,
    updated_at: Option<Timestamp>,
    email: Option<String>,
    email_verified: Option<bool>,
    display_name: Option<String>,
    email_addresses: Option<Vec<EmailAddress>>,
    primary_email_address_id: Option<String>,
    first_name: Option<String>,
    last_name: Option<String>,
}

#[derive(Deserialize)]
struct EmailAddress {
    id: Option<String>,
    #[serde(rename = "email_address")]
    email: String,
    verification: Option<Verification>,
}

#[derive(Deserialize)]
struct Verification {
    status: Option<String>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Timestamp {
    Milliseconds(i64),
    Text(String),
}

/// Parses the body of a delivery whose signature is valid.
///
/// # Errors
/// [`UserEventError`].
pub fn parse(delivery: Delivery, body: &[u8]) -> Result<UserEvent, UserEventError> {
    let Event { kind, timestamp, data: user } =
        serde_json::from_slice(body).map_err(|_| UserEventError::Format)?;
    let occurred_at_provider =
        user.updated_at.as_ref().or(timestamp.as_ref()).map(Timestamp::parse).transpose()?;
    for id in [&delivery.id, &user.id] {
        if !(1..=UserEvent::MAX_ID_BYTES).contains(&id.len()) || id.contains('\0') {
            return Err(UserEventError::InvalidId);
        }
    }
    let change = match kind.as_str() {
        "user.created" => UserChange::Created(user.profile()?),
        "user.updated" => UserChange::Updated(user.profile()?),
        "user.deleted" => UserChange::Deleted,
        _ => return Err(UserEventError::UnsupportedType),
    };
    Ok(UserEvent {
        webhook_id: delivery.id,
        external_id: user.id,
        occurred_at: occurred_at_provider.unwrap_or(delivery.sent_at),
        change,
    })
}

impl User {
    fn profile(&self) -> Result<ExternalProfile, UserEventError> {
        let (email, email_verified) = match &self.email_addresses {
            Some(addresses) => {
                let primary = addresses.iter().find(|address| {
                    address.id.is_some() && address.id == self.primary_email_address_id
                });
                let address = primary.or(addresses.first()).ok_or(UserEventError::InvalidEmail)?;
                (&address.email, address.is_verified())
            }
            None => (
                self.email.as_ref().ok_or(UserEventError::InvalidEmail)?,
                self.email_verified.unwrap_or(false),
            ),
        };
        let email =
            Email::parse(email).map_err(|_| UserEventError::InvalidEmail)?.as_str().to_owned();
        Ok(ExternalProfile { email, email_verified, display_name: self.name() })
    }

    /// The name, truncated to the maximum length: the sender could not fix a rejected one.
    fn name(&self) -> Option<String> {
        let name = self.display_name.clone().unwrap_or_else(|| {
            let parts =
                [&self.first_name, &self.last_name].map(|part| part.as_deref().unwrap_or_default());
            parts.join(" ")
        });
        let printable = name.trim().chars().filter(|character| !character.is_control());
        let name = printable.take(DisplayName::MAX).collect::<String>().trim().to_owned();
        (!name.is_empty()).then_some(name)
    }
}

impl EmailAddress {
    fn is_verified(&self) -> bool {
        self.verification.as_ref().and_then(|it| it.status.as_deref()) == Some("verified")
    }
}

impl Timestamp {
    fn parse(&self) -> Result<OffsetDateTime, UserEventError> {
        let at = match self {
            Self::Text(text) => OffsetDateTime::parse(text, &Rfc3339).ok(),
            Self::Milliseconds(milliseconds) => {
                OffsetDateTime::from_unix_timestamp_nanos(i128::from(*milliseconds) * 1_000_000)
                    .ok()
            }
        };
        at.filter(|at| at.unix_timestamp() > 0).ok_or(UserEventError::InvalidTimestamp)
    }
}

#[cfg(test)]
mod tests;
