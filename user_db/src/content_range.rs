//! The `Content-Range` header (RFC 9110 §14.4) in `PostgREST`'s form: rows instead of bytes.

use http::{HeaderMap, header::CONTENT_RANGE};

/// The number of all matching rows: 120 for `0-49/120`, and for `*/120` if no row is in the range.
pub(crate) fn total(headers: &HeaderMap) -> Option<u64> {
    let (_, total) = headers.get(CONTENT_RANGE)?.to_str().ok()?.rsplit_once('/')?;
    total.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn total_of(range: &'static str) -> Option<u64> {
        let mut headers = HeaderMap::new();
        headers.insert(CONTENT_RANGE, http::HeaderValue::from_static(range));
        total(&headers)
    }

    #[test]
    fn the_total_is_behind_the_slash() {
        assert_eq!(total_of("0-49/120"), Some(120));
        assert_eq!(total_of("*/0"), Some(0));
        assert_eq!(total_of("0-0/4294967296"), Some(4_294_967_296));
    }

    #[test]
    fn an_unknown_total_is_none() {
        for range in ["0-49/*", "*/*", "0-49", "0-49/", "0-49/-1", "0-49/many", ""] {
            assert_eq!(total_of(range), None, "{range}");
        }
        assert_eq!(total(&HeaderMap::new()), None);
    }
}
