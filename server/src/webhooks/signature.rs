//! Standard Webhooks 1.0.0 (<https://www.standardwebhooks.com>): the standard's own library, which also
//! accepts the header names of Svix here.

use std::sync::Arc;

use axum::http::{HeaderMap, HeaderName};
use base64::{Engine, prelude::BASE64_STANDARD};
use standardwebhooks::Webhook;
use time::OffsetDateTime;

/// The standard's header names, and those of Svix, which Clerk sends.
const PREFIXES: [&str; 2] = ["webhook", "svix"];

/// A shared secret. Has no `Debug`.
#[derive(Clone)]
pub struct Secret(Arc<Webhook>);

/// A request whose signature is valid.
#[derive(Debug, PartialEq, Eq)]
pub struct Delivery {
    /// The same for every retry.
    pub id: String,
    /// When this attempt was sent.
    pub sent_at: OffsetDateTime,
}

impl Secret {
    /// `whsec_` and the base64 of 24 to 64 bytes, as the standard requires.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let key = BASE64_STANDARD.decode(text.trim().strip_prefix("whsec_")?).ok()?;
        let webhook = (24..=64).contains(&key.len()).then(|| Webhook::from_bytes(key))?;
        Some(Self(Arc::new(webhook.ok()?)))
    }

    /// Verifies the signature of `body`, which must not have been parsed: the sender has signed its
    /// bytes. Rejects a timestamp that is more than five minutes in the past or in the future.
    #[must_use]
    pub fn verify(&self, headers: &HeaderMap, body: &[u8]) -> Option<Delivery> {
        let prefix =
            PREFIXES.into_iter().find(|prefix| headers.contains_key(format!("{prefix}-id")))?;
        let header = |name| headers.get(format!("{prefix}-{name}"));
        let (id, timestamp, signature) =
            (header("id")?, header("timestamp")?, header("signature")?);
        // Also keeps the library's subtraction of two timestamps from overflowing.
        let sent_at = timestamp.to_str().ok()?.parse().ok()?;
        let sent_at = OffsetDateTime::from_unix_timestamp(sent_at).ok()?;
        let id = id.to_str().ok()?.to_owned();
        let standard = [
            (standardwebhooks::HEADER_WEBHOOK_ID, id.parse().ok()?),
            (standardwebhooks::HEADER_WEBHOOK_TIMESTAMP, timestamp.clone()),
            (standardwebhooks::HEADER_WEBHOOK_SIGNATURE, signature.clone()),
        ];
        let standard = standard.map(|(name, value)| (HeaderName::from_static(name), value));
        self.0.verify(body, &HeaderMap::from_iter(standard)).ok()?;
        Some(Delivery { id, sent_at })
    }

    /// The signature header of a webhook; `None` if `body` is not UTF-8.
    #[must_use]
    pub fn sign(&self, id: &str, timestamp: i64, body: &[u8]) -> Option<String> {
        self.0.sign(id, timestamp, body).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The example of the standard's own libraries.
    const SECRET: &str = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";
    const ID: &str = "msg_27UH4WbU6Z5A5EzD8u03UvzRbpk";
    const BODY: &[u8] = br#"{"email":"test@example.com","username":"test_user"}"#;

    fn secret() -> Secret {
        Secret::parse(SECRET).unwrap()
    }

    fn now() -> i64 {
        OffsetDateTime::now_utc().unix_timestamp()
    }

    fn verify(headers: &[(&str, &str)], body: &[u8]) -> Option<Delivery> {
        let header = |(name, value): &(&str, &str)| (name.parse().unwrap(), value.parse().unwrap());
        secret().verify(&headers.iter().map(header).collect::<HeaderMap>(), body)
    }

    fn signed<'a>(timestamp: &'a str, signature: &'a str) -> [(&'static str, &'a str); 3] {
        [("webhook-id", ID), ("webhook-timestamp", timestamp), ("webhook-signature", signature)]
    }

    #[test]
    fn the_example_of_the_standard_has_the_expected_signature() {
        let expected = "v1,tZ1I4/hDygAJgO5TYxiSd6Sd0kDW6hPenDe+bTa3Kkw=";
        assert_eq!(secret().sign(ID, 1_649_367_553, BODY).as_deref(), Some(expected));
        assert_eq!(verify(&signed("1649367553", expected), BODY), None, "it is years old");
    }

    #[test]
    fn a_signature_is_valid_for_five_minutes_before_and_after() {
        for (offset, is_valid) in
            [(0, true), (-290, true), (290, true), (-310, false), (310, false)]
        {
            let sent_at = now() + offset;
            let signature = secret().sign(ID, sent_at, BODY).unwrap();
            let delivery = verify(&signed(&sent_at.to_string(), &signature), BODY);
            let sent_at = OffsetDateTime::from_unix_timestamp(sent_at).unwrap();
            assert_eq!(delivery, is_valid.then(|| Delivery { id: ID.into(), sent_at }), "{offset}");
        }
    }

    #[test]
    fn the_header_names_of_svix_are_accepted_but_not_mixed() {
        let (timestamp, signature) = (now().to_string(), secret().sign(ID, now(), BODY).unwrap());
        let rest = [("svix-timestamp", &*timestamp), ("svix-signature", &signature)];
        assert!(verify(&[&[("svix-id", ID)], &rest[..]].concat(), BODY).is_some());
        assert!(verify(&[&[("webhook-id", ID)], &rest[..]].concat(), BODY).is_none());
    }

    #[test]
    fn one_valid_signature_among_several_is_enough() {
        let (timestamp, valid) = (now().to_string(), secret().sign(ID, now(), BODY).unwrap());
        let other =
            format!("v1,{} v1a,hnO3f9T8Ytu9HwrXslvumlUpqtNVqkhqw", BASE64_STANDARD.encode([7; 32]));
        assert!(verify(&signed(&timestamp, &format!("{other} {valid}")), BODY).is_some());
        assert!(verify(&signed(&timestamp, &other), BODY).is_none());
    }

    #[test]
    fn a_missing_truncated_or_changed_part_is_rejected() {
        let (timestamp, valid) = (now().to_string(), secret().sign(ID, now(), BODY).unwrap());
        for signature in ["", "v1,", &valid[..12], &valid[3..], &valid.replacen("v1", "v2", 1)] {
            assert!(verify(&signed(&timestamp, signature), BODY).is_none(), "{signature}");
        }
        assert!(verify(&signed(&timestamp, &valid), b"{}").is_none());
        for missing in 0..3 {
            let mut headers = signed(&timestamp, &valid).to_vec();
            headers.remove(missing);
            assert!(verify(&headers, BODY).is_none(), "{missing}");
        }
        let later = (now() + 1).to_string();
        let (soon, min) = ("soon", i64::MIN.to_string());
        for (place, value) in [(0, "msg_other"), (1, &*later), (1, soon), (1, &min)] {
            let mut headers = signed(&timestamp, &valid);
            headers[place].1 = value;
            assert!(verify(&headers, BODY).is_none(), "{value}");
        }
    }

    #[test]
    fn a_secret_has_a_prefix_and_enough_bytes() {
        let of = |length: usize| format!("whsec_{}", BASE64_STANDARD.encode(vec![7; length]));
        assert!(Secret::parse(&of(24)).is_some() && Secret::parse(&of(64)).is_some());
        for invalid in ["", "whsec_", "whsec_???", &of(23), &of(65), &of(24)[6..]] {
            assert!(Secret::parse(invalid).is_none(), "{invalid}");
        }
    }
}
