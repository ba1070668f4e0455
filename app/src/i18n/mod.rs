//! The languages of the site, and the one that the page at hand speaks. Each has its file in `locales/`: another language is
//! another file, and its name in the list in `Cargo.toml`. Keys are checked when this is compiled.

pub mod dates;
mod errors;

pub use generated::i18n::Locale;
use leptos::prelude::*;

/// Made of `locales/` by the library: see `build.rs`.
#[allow(warnings, clippy::all, clippy::pedantic, reason = "what is generated is not ours to word")]
mod generated {
    include!(concat!(env!("OUT_DIR"), "/locales.rs"));
}

/// The text with this key, in the language of the page at hand: `t!(tasks.rename, name = "Milk")`.
macro_rules! t {
    ($($key:tt)*) => {
        ::leptos_i18n::td_string!($crate::i18n::locale(), $($key)*)
    };
}
pub(crate) use t;

/// The language of the page at hand.
pub fn locale() -> Locale {
    use_context::<Locale>().or_else(written).unwrap_or_default()
}

/// In the browser, what the server has written into the document.
fn written() -> Option<Locale> {
    let document = cfg!(target_arch = "wasm32").then(document)?;
    Locale::named(&document.document_element()?.get_attribute("lang")?)
}

impl Locale {
    /// The one with this name (ISO 639-1), if the site speaks it.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::all().iter().copied().find(|locale| locale.name() == name)
    }

    /// Such as `de` (ISO 639-1).
    #[must_use]
    pub fn name(self) -> &'static str {
        leptos_i18n::Locale::as_str(self)
    }

    /// All that the site speaks, the one for everybody else first.
    #[must_use]
    pub fn all() -> &'static [Self] {
        <Self as leptos_i18n::Locale>::get_all()
    }

    /// What its speakers call it.
    #[must_use]
    pub fn own_name(self) -> &'static str {
        leptos_i18n::td_string!(self, language.own_name)
    }

    /// The best of ours for a browser's `Accept-Language` (RFC 9110 §12.5.4).
    #[must_use]
    pub fn accepted(header: &str) -> Option<Self> {
        let quality = |range: &str| range.trim().strip_prefix("q=").map_or(Some(1.0), |q| q.parse::<f32>().ok());
        let mut wanted: Vec<(f32, Self)> = header
            .split(',')
            .filter_map(|range| {
                let (tag, weight) = range.split_once(';').unwrap_or((range, ""));
                let language = tag.trim().split('-').next().unwrap_or_default().to_ascii_lowercase();
                Some((quality(weight)?, Self::named(&language)?))
            })
            .filter(|(quality, _)| *quality > 0.0)
            .collect();
        // Stable: of two that are wanted alike, the first that was named.
        wanted.sort_by(|(one, _), (other, _)| other.total_cmp(one));
        wanted.first().map(|(_, locale)| *locale)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use serde_json::Value;

    use super::*;

    #[test]
    fn the_language_that_is_wanted_most_is_spoken() {
        for (header, expected) in [
            ("de", Some(Locale::de)),
            ("de-AT,de;q=0.9,en;q=0.8", Some(Locale::de)),
            ("en;q=0.5, DE-ch;q=0.7", Some(Locale::de)),
            ("fr-FR,fr;q=0.9,en;q=0.4,de;q=0.4", Some(Locale::en)),
            ("de;q=0,en;q=0.1", Some(Locale::en)),
            ("fr", None),
            ("de;q=much", None),
            ("", None),
        ] {
            assert_eq!(Locale::accepted(header), expected, "{header}");
        }
    }

    /// Every text of a file: its key, and what is filled into it.
    fn texts(prefix: &str, value: &Value, into: &mut BTreeMap<String, BTreeSet<String>>) {
        match value {
            Value::Object(section) => {
                for (key, value) in section {
                    texts(&format!("{prefix}.{key}"), value, into);
                }
            }
            Value::String(text) => {
                assert!(!text.trim().is_empty(), "{prefix} is empty");
                let filled = text.split(['{', '<']).skip(1).filter_map(|rest| rest.split(['}', '>']).next());
                let filled = filled.map(|name| name.trim().to_owned()).filter(|name| !name.is_empty()).collect();
                into.insert(prefix.to_owned(), filled);
            }
            other => panic!("{prefix} is no text: {other}"),
        }
    }

    #[test]
    fn every_language_has_every_text_and_fills_in_the_same() {
        let read = |locale: &Locale| {
            let path = format!("{}/locales/{}.json", env!("CARGO_MANIFEST_DIR"), locale.name());
            let file: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
            let mut found = BTreeMap::new();
            texts("", &file, &mut found);
            found
        };
        let (first, others) = Locale::all().split_first().unwrap();
        let expected = read(first);
        for other in others {
            let found = read(other);
            let missing: Vec<_> = expected.keys().filter(|key| !found.contains_key(*key)).collect();
            let unknown: Vec<_> = found.keys().filter(|key| !expected.contains_key(*key)).collect();
            assert!(missing.is_empty() && unknown.is_empty(), "{other}: missing {missing:?}, unknown {unknown:?}");
            for (key, filled) in found {
                assert_eq!(filled, expected[&key], "{other}: {key}");
            }
        }
    }
}
