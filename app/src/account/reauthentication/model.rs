//! Confirming that it is still the same person at the browser.

pub use identity::ReauthMethods;

use crate::model::next_path::Next;

/// Where a confirmation leads that nothing was asked before.
pub const ACCOUNT: &str = "/account";

/// The page that answers a form that makes recovery codes: it alone of what takes forms is no server function.
const RECOVERY_CODES: &str = "/account/recovery-codes";

/// Where to go once confirmed: a path of this site, else the account.
#[must_use]
pub fn after(next: Option<&str>) -> String {
    let next = next.filter(|next| !next.is_empty()).unwrap_or(ACCOUNT);
    Next::parse(Some(next)).into_string()
}

/// Whether a form may be handed over to this path: it is one of ours, and takes forms.
#[must_use]
pub fn takes_forms(path: &str) -> bool {
    let is_ours = Next::parse(Some(path)).into_string() == path;
    is_ours && (path.starts_with("/api/") || path == RECOVERY_CODES)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_confirmation_leads_to_a_page_of_this_site() {
        assert_eq!(after(Some("/account/add-passkey?next=/tasks")), "/account/add-passkey?next=/tasks");
        assert_eq!(after(None), "/account");
        assert_eq!(after(Some("")), "/account");
        assert_eq!(after(Some("//evil.example")), "/dashboard");
    }

    #[test]
    fn a_form_is_handed_to_what_takes_forms() {
        assert!(takes_forms("/api/passkeys/delete") && takes_forms("/account/recovery-codes"));
        for path in ["", "/", "/account", "//evil.example/api/", "https://evil.example/api/", "/api/\\x", "api/x"] {
            assert!(!takes_forms(path), "{path:?}");
        }
    }
}
