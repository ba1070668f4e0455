//! What the devices of people are called: on pages, and as the name of a passkey that has no better one.

use super::user_agent::Device;
use crate::i18n::t;

/// Such as "Chrome on Windows", for what sends this header `User-Agent`.
#[must_use]
pub fn described(user_agent: &str) -> String {
    match Device::of(user_agent) {
        Device { browser: Some(browser), system: Some(system) } => {
            t!(account.device.known, browser = browser, system = system)
        }
        Device { browser: Some(known), system: None } | Device { browser: None, system: Some(known) } => {
            known.to_owned()
        }
        Device { browser: None, system: None } => t!(account.device.unknown).to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use leptos::prelude::{Owner, provide_context};

    use super::described;
    use crate::i18n::Locale;

    const WHOLE: &str = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0";

    #[test]
    fn a_device_is_called_by_what_is_known_of_it() {
        let expected = [(WHOLE, "Firefox on Windows"), ("Firefox/145.0", "Firefox"), ("curl/8.14.1", "Unknown device")];
        for (user_agent, name) in expected {
            assert_eq!(described(user_agent), name);
        }
    }

    #[test]
    fn a_device_is_called_in_the_language_of_the_page() {
        let owner = Owner::new();
        owner.with(|| {
            provide_context(Locale::de);
            assert_eq!(described(WHOLE), "Firefox unter Windows");
            assert_eq!(described("curl/8.14.1"), "Unbekanntes Gerät");
        });
    }
}
