//! The name and colours of the product, read from `brand.toml` when this crate is compiled.

#![no_std]

include!(concat!(env!("OUT_DIR"), "/brand.rs"));

/// A colour in the light and in the dark theme, as `#rrggbb`.
#[derive(Clone, Copy, Debug)]
pub struct Color {
    pub light: &'static str,
    pub dark: &'static str,
}

/// What the product is, in the language with this ISO 639-1 code, if it has one.
#[must_use]
pub fn tagline(language: &str) -> Option<&'static str> {
    TAGLINES.iter().find(|(code, _)| *code == language).map(|(_, tagline)| *tagline)
}
