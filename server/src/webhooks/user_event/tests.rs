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
    let body = json!({
        "type": "user.created",
        "timestamp": "2026-11-24T08:00:00.5+01:00",
        "data": {
            "id": "7",
            "email": " ada@Example.org",
            "email_verified": true,
            "display_name": " Ada\u{7} L. ",
        },
    });
    assert_eq!(profile(&body), ("ada@example.org".into(), true, Some("Ada L.".into())));
    let event = parse(&body).unwrap();
    assert_eq!(
        (&*event.external_id, event.occurred_at.unix_timestamp_nanos()),
        ("7", 1_795_503_600_500_000_000)
    );
}

#[test]
fn the_format_of_clerk_is_parsed() {
    let email = |id: &str, address: &str, status: &str| {
        let verification = json!({ "status": status });
        json!({ "id": id, "email_address": address, "verification": verification })
    };
    let body = json!({
        "type": "user.updated",
        "object": "event",
        "timestamp": 1_654_012_591_835_i64,
        "data": {
            "id": "user_29w83",
            "object": "user",
            "first_name": "Ada",
            "last_name": null,
            "phone_numbers": [],
            "updated_at": 1_654_012_591_514_i64,
            "primary_email_address_id": "idn_2",
            "email_addresses": [
                email("idn_1", "old@example.org", "verified"),
                email("idn_2", "ada@example.org", "unverified"),
            ],
        },
    });
    assert_eq!(profile(&body), ("ada@example.org".into(), false, Some("Ada".into())));
    assert_eq!(parse(&body).unwrap().occurred_at.unix_timestamp_nanos(), 1_654_012_591_514_000_000);
}

#[test]
fn an_address_is_unverified_unless_the_sender_says_otherwise() {
    let plain =
        json!({ "type": "user.created", "data": { "id": "7", "email": "ada@example.org" } });
    assert_eq!(profile(&plain), ("ada@example.org".into(), false, None));
    for verification in [json!(null), json!({}), json!({ "status": "expired" })] {
        let email = json!({ "email_address": "ada@example.org", "verification": verification });
        let data = json!({ "id": "7", "first_name": "", "email_addresses": [email] });
        let clerk = json!({ "type": "user.created", "data": data });
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
