//! Generates the code behind `t!` from the files in `locales/`, one per language. The build fails
//! if a key is missing in a language, or exists in one language only. `{{ brand }}` and
//! `{{ tagline }}` are replaced by the name and tagline of `brand.toml`.

use std::{env, error::Error, ffi::OsStr, fs, path::Path};

use leptos_i18n_codegen::gen_code;
use leptos_i18n_parser::parse_locales::{
    options::{Config, ParseOptions},
    parse_locales,
};

/// The language of users whose own one is missing.
const DEFAULT: &str = "en";
const LOCALES: &str = "locales";

#[expect(
    clippy::disallowed_methods,
    reason = "Cargo passes OUT_DIR to build scripts as a variable"
)]
fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed={LOCALES}");
    let out = env::var("OUT_DIR")?;
    let branded = Path::new(&out).join(LOCALES);
    let names = write_branded_locales(&branded)?;

    let mut config = Config::new(DEFAULT)?.add_locales(names)?.locales_path(branded);
    config.options = ParseOptions::default().interpolate_display(true);
    let parsed = parse_locales(None, config)?;
    for warning in parsed.diag.warnings().iter() {
        println!("cargo::error={warning}");
    }
    for error in parsed.diag.errors().iter() {
        println!("cargo::error={error}");
    }

    let code = gen_code(&parsed, None, false, None, false)?;
    fs::write(Path::new(&out).join("locales.rs"), code.to_string())?;
    Ok(())
}

/// Copies the locales to `directory`, with the brand filled in. Returns the names of those that
/// are not the default, sorted.
fn write_branded_locales(directory: &Path) -> Result<Vec<String>, Box<dyn Error>> {
    if directory.exists() {
        fs::remove_dir_all(directory)?;
    }
    fs::create_dir(directory)?;
    let mut names = Vec::new();
    for entry in fs::read_dir(LOCALES)? {
        let path = entry?.path();
        let Some(name) = path.file_stem().and_then(OsStr::to_str) else { continue };
        let tagline = brand::tagline(name)
            .ok_or_else(|| format!("brand.toml has no tagline for the language {name}"))?;
        let texts = fs::read_to_string(&path)?
            .replace("{{ brand }}", brand::NAME)
            .replace("{{ tagline }}", tagline);
        fs::write(directory.join(format!("{name}.json")), texts)?;
        if name != DEFAULT {
            names.push(name.to_owned());
        }
    }
    names.sort();
    Ok(names)
}
