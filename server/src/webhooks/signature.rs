//! Signatures of Standard Webhooks 1.0.0 (<https://www.standardwebhooks.com>), also under the header names of Svix.

use std::sync::Arc;

use aws_lc_rs::{constant_time::verify_slices_are_equal, hmac};
use axum::http::HeaderMap;
use base64::{Engine, prelude::BASE64_STANDARD};
use time::OffsetDateTime;

/// How far the sender's clock may be from ours, both ways, in seconds.
const TOLERANCE: u64 = 5 * 60;

/// What header names begin with: the standard's, and those of Svix, which Clerk sends with.
const BRANDS: [&str; 2] = ["webhook", "svix"];

/// What the sender and we know, and nobody else. Has no `Debug`.
#[derive(Clone)]
pub struct Secret(Arc<hmac::Key>);

/// A request that was signed with the secret, a moment ago.
#[derive(Debug, PartialEq, Eq)]
pub struct Delivery {
    /// The same when it is sent again.
    pub id: String,
    /// When it was sent, this time.
    pub sent_at: OffsetDateTime,
}

impl Secret {
    /// `whsec_` and the base64 of 24 to 64 bytes, as the standard has it.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let key = BASE64_STANDARD.decode(text.trim().strip_prefix("whsec_")?).ok()?;
        (24..=64).contains(&key.len()).then(|| Self(Arc::new(hmac::Key::new(hmac::HMAC_SHA256, &key))))
    }

    /// Takes the body as it arrived: a reader could understand it in another way than the sender.
    #[must_use]
    pub fn verify(&self, headers: &HeaderMap, body: &[u8], now: OffsetDateTime) -> Option<Delivery> {
        let brand = BRANDS.into_iter().find(|brand| headers.contains_key(format!("{brand}-id")))?;
        let header = |name| headers.get(format!("{brand}-{name}"))?.to_str().ok();
        let (id, timestamp, signatures) = (header("id")?, header("timestamp")?, header("signature")?);
        let sent_at = timestamp.parse().ok()?;
        if now.unix_timestamp().abs_diff(sent_at) > TOLERANCE {
            return None;
        }
        let expected = self.sign(id, timestamp, body);
        // Several while the sender changes its secret.
        let signed = signatures
            .split(' ')
            .filter_map(|signature| BASE64_STANDARD.decode(signature.strip_prefix("v1,")?).ok())
            .any(|signature| verify_slices_are_equal(&signature, expected.as_ref()).is_ok());
        let sent_at = OffsetDateTime::from_unix_timestamp(sent_at).ok()?;
        signed.then(|| Delivery { id: id.to_owned(), sent_at })
    }

    /// The header's value for what is sent.
    #[must_use]
    pub fn signature(&self, id: &str, timestamp: &str, body: &[u8]) -> String {
        format!("v1,{}", BASE64_STANDARD.encode(self.sign(id, timestamp, body)))
    }

    fn sign(&self, id: &str, timestamp: &str, body: &[u8]) -> hmac::Tag {
        let mut signing = hmac::Context::with_key(&self.0);
        for part in [id.as_bytes(), b".", timestamp.as_bytes(), b".", body] {
            signing.update(part);
        }
        signing.sign()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The example of the standard's own libraries.
    const SECRET: &str = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";
    const ID: &str = "msg_27UH4WbU6Z5A5EzD8u03UvzRbpk";
    const BODY: &[u8] = br#"{"email":"test@example.com","username":"test_user"}"#;
    const SENT_AT: i64 = 1_649_367_553;
    const SIGNATURE: &str = "v1,tZ1I4/hDygAJgO5TYxiSd6Sd0kDW6hPenDe+bTa3Kkw=";

    fn verify(headers: &[(&'static str, &str)], body: &[u8], late: i64) -> Option<Delivery> {
        let headers = headers.iter().map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap())).collect();
        let now = OffsetDateTime::from_unix_timestamp(SENT_AT + late).unwrap();
        Secret::parse(SECRET).unwrap().verify(&headers, body, now)
    }

    fn signed(signature: &str) -> [(&'static str, &str); 3] {
        [("webhook-id", ID), ("webhook-timestamp", "1649367553"), ("webhook-signature", signature)]
    }

    #[test]
    fn the_example_of_the_standard_is_good_for_five_minutes_both_ways() {
        let sent_at = OffsetDateTime::from_unix_timestamp(SENT_AT).unwrap();
        for late in [0, 300, -300] {
            assert_eq!(verify(&signed(SIGNATURE), BODY, late), Some(Delivery { id: ID.into(), sent_at }), "{late}");
        }
        for late in [301, -301] {
            assert_eq!(verify(&signed(SIGNATURE), BODY, late), None, "{late}");
        }
    }

    #[test]
    fn svix_calls_the_headers_by_its_own_name() {
        let svix = [("svix-id", ID), ("svix-timestamp", "1649367553"), ("svix-signature", SIGNATURE)];
        assert!(verify(&svix, BODY, 0).is_some());
        let mixed = [("svix-id", ID), ("webhook-timestamp", "1649367553"), ("svix-signature", SIGNATURE)];
        assert!(verify(&mixed, BODY, 0).is_none());
    }

    #[test]
    fn one_good_signature_among_several_is_enough() {
        let other = format!("v1,{} v1a,hnO3f9T8Ytu9HwrXslvumlUpqtNVqkhqw", BASE64_STANDARD.encode([7; 32]));
        assert!(verify(&signed(&format!("{other} {SIGNATURE}")), BODY, 0).is_some());
        assert!(verify(&signed(&other), BODY, 0).is_none());
    }

    #[test]
    fn whatever_is_missing_cut_or_changed_is_no_signature() {
        for signature in ["", "v1,", &SIGNATURE[..12], &SIGNATURE[3..], &SIGNATURE.replacen("v1", "v2", 1)] {
            assert!(verify(&signed(signature), BODY, 0).is_none(), "{signature}");
        }
        assert!(verify(&signed(SIGNATURE), b"{}", 0).is_none());
        for missing in 0..3 {
            let mut headers = signed(SIGNATURE).to_vec();
            headers.remove(missing);
            assert!(verify(&headers, BODY, 0).is_none(), "{missing}");
        }
        for (place, value) in [(0, "msg_other"), (1, "1649367554"), (1, "soon"), (1, "-9223372036854775808")] {
            let mut headers = signed(SIGNATURE);
            headers[place].1 = value;
            assert!(verify(&headers, BODY, 0).is_none(), "{value}");
        }
    }

    #[test]
    fn a_secret_is_long_enough_and_says_what_it_is() {
        let of = |length: usize| format!("whsec_{}", BASE64_STANDARD.encode(vec![7; length]));
        assert!(Secret::parse(&of(24)).is_some() && Secret::parse(&of(64)).is_some());
        for wrong in ["", "whsec_", "whsec_???", &of(23), &of(65), &of(24)[6..]] {
            assert!(Secret::parse(wrong).is_none(), "{wrong}");
        }
    }
}
