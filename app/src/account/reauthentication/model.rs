//! What follows a reauthentication.

use crate::model::next_path::NextPath;

const ACCOUNT_PAGE: &str = "/account";

/// Accepts a form although it is not a server function.
const RECOVERY_CODES: &str = "/account/recovery-codes";

/// The page to continue to: `next`, else the account page.
#[must_use]
pub fn next_page(next: Option<&str>) -> String {
    let next = next.filter(|next| !next.is_empty()).unwrap_or(ACCOUNT_PAGE);
    NextPath::parse(Some(next)).into_string()
}

/// Whether `path` is a path of this site that accepts forms.
#[must_use]
pub fn accepts_forms(path: &str) -> bool {
    let is_local = NextPath::parse(Some(path)).into_string() == path;
    is_local && (path.starts_with("/api/") || path == RECOVERY_CODES)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_page_is_a_page_of_this_site() {
        let page = "/account/add-passkey?next=/tasks";
        assert_eq!(next_page(Some(page)), page);
        assert_eq!(next_page(None), "/account");
        assert_eq!(next_page(Some("")), "/account");
        assert_eq!(next_page(Some("//evil.example")), "/dashboard");
    }

    #[test]
    fn only_server_functions_and_recovery_codes_accept_forms() {
        assert!(accepts_forms("/api/passkeys/delete") && accepts_forms("/account/recovery-codes"));
        for path in [
            "",
            "/",
            "/account",
            "//evil.example/api/",
            "https://evil.example/api/",
            "/api/\\x",
            "api/x",
        ] {
            assert!(!accepts_forms(path), "{path:?}");
        }
    }
}
