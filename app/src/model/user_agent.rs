//! Browser and operating system of a `User-Agent` header.
//!
//! For display only: the header can contain anything. Written by hand, because parser
//! crates contain megabytes of rules that are not needed here.

/// What a `User-Agent` says about a device, by the names that users know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UserAgent {
    pub browser: Option<&'static str>,
    pub system: Option<&'static str>,
}

/// Tokens of browsers and their names. The first match wins: most browsers also send the tokens of
/// those further down.
const BROWSERS: [(&str, &str); 13] = [
    ("Edg/", "Edge"),
    ("EdgA/", "Edge"),
    ("EdgiOS/", "Edge"),
    ("OPR/", "Opera"),
    ("OPT/", "Opera"),
    ("OPiOS/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("HeadlessChrome/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
];

/// Tokens of operating systems and their names. The first match wins: iPhones send "like Mac OS X",
/// and Android sends "Linux".
const SYSTEMS: [(&str, &str); 9] = [
    ("Windows", "Windows"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("iPod", "iPod"),
    ("Android", "Android"),
    ("CrOS", "ChromeOS"),
    ("Mac OS X", "macOS"),
    ("Macintosh", "macOS"),
    ("Linux", "Linux"),
];

impl UserAgent {
    /// Parses a header (RFC 9110 §10.1.5).
    #[must_use]
    pub fn parse(header: &str) -> Self {
        Self { browser: first_match(header, &BROWSERS), system: first_match(header, &SYSTEMS) }
    }
}

fn first_match(header: &str, tokens: &[(&str, &'static str)]) -> Option<&'static str> {
    tokens.iter().find(|(token, _)| header.contains(token)).map(|(_, name)| *name)
}

#[cfg(test)]
mod tests {
    use super::UserAgent;

    const HEADERS: [(&str, &str); 13] = [
        (
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) \
             Chrome/142.0.0.0 Safari/537.36",
            "Chrome on Windows",
        ),
        (
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) \
             Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0",
            "Edge on Windows",
        ),
        (
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) \
             Chrome/140.0.0.0 Safari/537.36 OPR/124.0.0.0",
            "Opera on Windows",
        ),
        (
            "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like \
             Gecko) Version/18.6 Safari/605.1.15",
            "Safari on macOS",
        ),
        (
            "Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:145.0) Gecko/20100101 Firefox/145.0",
            "Firefox on macOS",
        ),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, \
             like Gecko) Version/18.6 Mobile/15E148 Safari/604.1",
            "Safari on iPhone",
        ),
        (
            "Mozilla/5.0 (iPad; CPU OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like \
             Gecko) CriOS/142.0.0.0 Mobile/15E148 Safari/604.1",
            "Chrome on iPad",
        ),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, \
             like Gecko) FxiOS/145.0 Mobile/15E148 Safari/605.1.15",
            "Firefox on iPhone",
        ),
        (
            "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) \
             Chrome/142.0.0.0 Mobile Safari/537.36",
            "Chrome on Android",
        ),
        (
            "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) \
             SamsungBrowser/29.0 Chrome/136.0.0.0 Mobile Safari/537.36",
            "Samsung Internet on Android",
        ),
        (
            "Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 (KHTML, like Gecko) \
             Chrome/142.0.0.0 Safari/537.36",
            "Chrome on ChromeOS",
        ),
        (
            "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0",
            "Firefox on Linux",
        ),
        (
            "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) \
             HeadlessChrome/142.0.0.0 Safari/537.36",
            "Chrome on Linux",
        ),
    ];

    #[test]
    fn browsers_and_systems_are_recognized() {
        for (header, expected) in HEADERS {
            let expected =
                expected.split_once(" on ").map(|(browser, system)| (Some(browser), Some(system)));
            let UserAgent { browser, system } = UserAgent::parse(header);
            assert_eq!(Some((browser, system)), expected, "{header}");
        }
    }

    #[test]
    fn a_browser_or_a_system_alone_is_recognized() {
        assert_eq!(
            UserAgent::parse("Firefox/145.0"),
            UserAgent { browser: Some("Firefox"), system: None }
        );
        assert_eq!(
            UserAgent::parse("Something (Windows NT 10.0)"),
            UserAgent { browser: None, system: Some("Windows") }
        );
    }

    #[test]
    fn an_unknown_header_has_neither() {
        for header in ["", "curl/8.14.1", "Mozilla/5.0", "<b>"] {
            assert_eq!(
                UserAgent::parse(header),
                UserAgent { browser: None, system: None },
                "{header:?}"
            );
        }
    }
}
