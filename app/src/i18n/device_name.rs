//! Names of devices, for lists and for new passkeys.

use super::t;
use crate::model::user_agent::UserAgent;

/// A name such as "Chrome on Windows" for the device that sent this `User-Agent` header.
#[must_use]
pub fn device_name(user_agent: &str) -> String {
    match UserAgent::parse(user_agent) {
        UserAgent { browser: Some(browser), system: Some(system) } => {
            t!(account.device.known, browser = browser, system = system)
        }
        UserAgent { browser: Some(known), .. } | UserAgent { system: Some(known), .. } => {
            known.to_owned()
        }
        UserAgent { browser: None, system: None } => t!(account.device.unknown).to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use leptos::prelude::{Owner, provide_context};

    use super::device_name;
    use crate::i18n::Locale;

    const FIREFOX: &str =
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0";

    #[test]
    fn a_device_is_named_after_what_is_known() {
        let expected = [
            (FIREFOX, "Firefox on Windows"),
            ("Firefox/145.0", "Firefox"),
            ("curl/8.14.1", "Unknown device"),
        ];
        for (user_agent, name) in expected {
            assert_eq!(device_name(user_agent), name);
        }
    }

    #[test]
    fn a_device_is_named_in_the_language_of_the_page() {
        let owner = Owner::new();
        owner.with(|| {
            provide_context(Locale::de);
            assert_eq!(device_name(FIREFOX), "Firefox unter Windows");
            assert_eq!(device_name("curl/8.14.1"), "Unbekanntes Gerät");
        });
    }
}
