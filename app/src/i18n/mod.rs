//! The languages of the site and their texts. Each language is a file in `locales/`; `build.rs`
//! turns the files into code, so a missing or unknown key is a compile error.

pub mod dates;
pub mod device_name;
mod errors;

pub use generated::i18n::Locale;
use leptos::prelude::*;

/// Generated from `locales/` by `build.rs`.
#[allow(warnings, clippy::all, clippy::pedantic, reason = "generated code")]
mod generated {
    include!(concat!(env!("OUT_DIR"), "/locales.rs"));
}

/// A text in the language of the page: `t!(tasks.row.rename, name = "Milk")`.
macro_rules! t {
    ($($key:tt)*) => {
        ::leptos_i18n::td_string!($crate::i18n::locale(), $($key)*)
    };
}
pub(crate) use t;

/// The language of the page. The server provides it as context; the browser reads it from the
/// document.
#[must_use]
pub fn locale() -> Locale {
    let locale =
        if cfg!(target_arch = "wasm32") { document_locale() } else { use_context::<Locale>() };
    locale.unwrap_or_default()
}

fn document_locale() -> Option<Locale> {
    Locale::from_code(&document().document_element()?.get_attribute("lang")?)
}

impl Locale {
    /// The locale with this ISO 639-1 code, if the site has it.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::all().iter().copied().find(|locale| locale.code() == code)
    }

    /// The ISO 639-1 code, such as `de`.
    #[must_use]
    pub fn code(self) -> &'static str {
        leptos_i18n::Locale::as_str(self)
    }

    /// Every locale of the site, the default first.
    #[must_use]
    pub fn all() -> &'static [Self] {
        <Self as leptos_i18n::Locale>::get_all()
    }

    /// The name of the language in that language.
    #[must_use]
    pub fn own_name(self) -> &'static str {
        leptos_i18n::td_string!(self, language.own_name)
    }

    /// The best match for a browser's `Accept-Language` (RFC 9110 §12.5.4).
    #[must_use]
    pub fn from_accept_language(header: &str) -> Option<Self> {
        let mut accepted: Vec<_> = header.split(',').filter_map(accepted_language).collect();
        // The sort is stable: of two languages with equal quality the first one wins.
        accepted.sort_by(|(one, _), (other, _)| other.total_cmp(one));
        accepted.first().map(|(_, locale)| *locale)
    }
}

/// The quality and locale of one range of `Accept-Language`, such as `de-AT;q=0.9`.
fn accepted_language(range: &str) -> Option<(f32, Locale)> {
    let (tag, quality_parameter) = range.split_once(';').unwrap_or((range, "q=1"));
    let language = tag.trim().split('-').next()?.to_ascii_lowercase();
    let quality: f32 = quality_parameter.trim().strip_prefix("q=")?.parse().ok()?;
    Some((quality, Locale::from_code(&language)?)).filter(|_| quality > 0.0)
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use serde_json::Value;

    use super::*;

    #[test]
    fn the_supported_language_with_the_highest_quality_is_accepted() {
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
            assert_eq!(Locale::from_accept_language(header), expected, "{header}");
        }
    }

    /// Collects the texts of a file: their keys and the names of their placeholders.
    fn collect_texts(prefix: &str, value: &Value, into: &mut BTreeMap<String, BTreeSet<String>>) {
        match value {
            Value::Object(section) => {
                for (key, value) in section {
                    collect_texts(&format!("{prefix}.{key}"), value, into);
                }
            }
            Value::String(text) => {
                assert!(!text.trim().is_empty(), "{prefix} is empty");
                let filled =
                    text.split(['{', '<']).skip(1).filter_map(|rest| rest.split(['}', '>']).next());
                let filled = filled
                    .map(|name| name.trim().to_owned())
                    .filter(|name| !name.is_empty())
                    .collect();
                into.insert(prefix.to_owned(), filled);
            }
            other => panic!("{prefix} is not a text: {other}"),
        }
    }

    #[test]
    fn every_language_has_the_same_texts_with_the_same_placeholders() {
        let read = |locale: &Locale| {
            let path = format!("{}/locales/{}.json", env!("CARGO_MANIFEST_DIR"), locale.code());
            let file: Value =
                serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
            let mut found = BTreeMap::new();
            collect_texts("", &file, &mut found);
            found
        };
        let (first, others) = Locale::all().split_first().unwrap();
        let expected = read(first);
        for other in others {
            let found = read(other);
            let missing: Vec<_> = expected.keys().filter(|key| !found.contains_key(*key)).collect();
            let unknown: Vec<_> = found.keys().filter(|key| !expected.contains_key(*key)).collect();
            assert!(
                missing.is_empty() && unknown.is_empty(),
                "{other}: missing {missing:?}, unknown {unknown:?}"
            );
            for (key, filled) in found {
                assert_eq!(filled, expected[&key], "{other}: {key}");
            }
        }
    }
}
