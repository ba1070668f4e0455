//! Events about external users, in two formats: the one that `docs/guides/webhooks.md` documents for
//! any sender, and that of Clerk.

use app::{account::model::DisplayName, model::email::Email};
use identity::{ExternalProfile, UserChange, UserEvent};
use serde::Deserialize;
use time::{OffsetDateTime, format_description::well_known::Rfc3339};

use super::signature::Delivery;

/// Why an event is rejected. The sender gets the message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum UserEventError {
    #[error(
        "The body must be JSON in this form: {{\"type\":\"user.created\",\"timestamp\":\"...\",\"data\":{{\"id\":\"...\",\"email\":\"...\"}}}}."
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
    let stated =
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
        occurred_at: stated.unwrap_or(delivery.sent_at),
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
        let whole = self.display_name.clone().unwrap_or_else(|| {
            let parts =
                [&self.first_name, &self.last_name].map(|part| part.as_deref().unwrap_or_default());
            parts.join(" ")
        });
        let printable = whole.trim().chars().filter(|letter| !letter.is_control());
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
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn parse(body: &Value) -> Result<UserEvent, UserEventError> {
        let delivery = Delivery { id: "msg_1".into(), sent_at: OffsetDateTime::UNIX_EPOCH };
        super::parse(delivery, body.to_string().as_bytes())
    }

    fn profile(body: &Value) -> (String, bool, Option<String>) {
        match parse(body).unwrap().change {
            UserChange::Created(profile) | UserChange::Updated(profile) => {
                (profile.email, profile.email_verified, profile.display_name)
            }
            UserChange::Deleted => panic!("a deleted user has no profile"),
        }
    }

    #[test]
    fn the_documented_format_is_parsed() {
        let body = json!({ "type": "user.created", "timestamp": "2026-11-24T08:00:00.5+01:00",
            "data": { "id": "7", "email": " ada@Example.org", "email_verified": true, "display_name": " Ada\u{7} L. " } });
        assert_eq!(profile(&body), ("ada@example.org".into(), true, Some("Ada L.".into())));
        let news = parse(&body).unwrap();
        assert_eq!(
            (&*news.external_id, news.occurred_at.unix_timestamp_nanos()),
            ("7", 1_795_503_600_500_000_000)
        );
    }

    #[test]
    fn the_format_of_clerk_is_parsed() {
        let body = json!({ "type": "user.updated", "object": "event", "timestamp": 1_654_012_591_835_i64, "data": {
            "id": "user_29w83", "object": "user", "first_name": "Ada", "last_name": null, "phone_numbers": [],
            "updated_at": 1_654_012_591_514_i64, "primary_email_address_id": "idn_2", "email_addresses": [
                { "id": "idn_1", "email_address": "old@example.org", "verification": { "status": "verified" } },
                { "id": "idn_2", "email_address": "ada@example.org", "verification": { "status": "unverified" } }] } });
        assert_eq!(profile(&body), ("ada@example.org".into(), false, Some("Ada".into())));
        assert_eq!(
            parse(&body).unwrap().occurred_at.unix_timestamp_nanos(),
            1_654_012_591_514_000_000
        );
    }

    #[test]
    fn an_address_is_unverified_unless_the_sender_says_otherwise() {
        let plain =
            json!({ "type": "user.created", "data": { "id": "7", "email": "ada@example.org" } });
        assert_eq!(profile(&plain), ("ada@example.org".into(), false, None));
        for verification in [json!(null), json!({}), json!({ "status": "expired" })] {
            let clerk = json!({ "type": "user.created", "data": { "id": "7", "first_name": "", "email_addresses": [
                { "email_address": "ada@example.org", "verification": verification }] } });
            assert_eq!(profile(&clerk), ("ada@example.org".into(), false, None), "{verification}");
        }
    }

    #[test]
    fn without_a_timestamp_an_event_occurred_when_it_was_sent() {
        let body = json!({ "type": "user.deleted", "data": { "id": "7", "deleted": true } });
        assert_eq!(parse(&body).unwrap().occurred_at, OffsetDateTime::UNIX_EPOCH);
    }

    #[test]
    fn a_long_name_is_truncated() {
        let body = json!({ "type": "user.created",
            "data": { "id": "7", "email": "ada@example.org", "display_name": "ä".repeat(120) } });
        assert_eq!(profile(&body).2, Some("ä".repeat(100)));
    }

    #[test]
    fn an_invalid_event_names_its_problem() {
        let user = |data: Value| json!({ "type": "user.created", "data": data });
        for (body, why) in [
            (json!([]), UserEventError::Format),
            (json!({ "type": "user.created" }), UserEventError::Format),
            (user(json!({ "id": 7, "email": "ada@example.org" })), UserEventError::Format),
            (
                json!({ "type": "session.created", "data": { "id": "7" } }),
                UserEventError::UnsupportedType,
            ),
            (user(json!({ "id": "", "email": "ada@example.org" })), UserEventError::InvalidId),
            (user(json!({ "id": "a\0", "email": "ada@example.org" })), UserEventError::InvalidId),
            (
                user(json!({ "id": "a".repeat(256), "email": "ada@example.org" })),
                UserEventError::InvalidId,
            ),
            (user(json!({ "id": "7" })), UserEventError::InvalidEmail),
            (user(json!({ "id": "7", "email": "ada" })), UserEventError::InvalidEmail),
            (user(json!({ "id": "7", "email_addresses": [] })), UserEventError::InvalidEmail),
            (
                user(json!({ "id": "7", "email": "ada@example.org", "updated_at": "soon" })),
                UserEventError::InvalidTimestamp,
            ),
            (
                user(json!({ "id": "7", "email": "ada@example.org", "updated_at": -7 })),
                UserEventError::InvalidTimestamp,
            ),
        ] {
            assert_eq!(parse(&body).err(), Some(why), "{body}");
        }
    }
}
