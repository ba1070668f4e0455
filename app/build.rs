//! Generates the code behind `t!` from the files in `locales/`, one per language. The build fails
//! if a key is missing in a language, or exists in one language only.

use std::{env, error::Error, fs, path::Path};

use leptos_i18n_codegen::gen_code;
use leptos_i18n_parser::parse_locales::{
    options::{Config, ParseOptions},
    parse_locales,
};

/// The language for users whose language is not supported.
const DEFAULT: &str = "en";
const LOCALES: &str = "locales";

#[expect(
    clippy::disallowed_methods,
    reason = "Cargo passes OUT_DIR to build scripts as a variable"
)]
fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed={LOCALES}");
    let mut names: Vec<_> = fs::read_dir(LOCALES)?
        .filter_map(|entry| {
            entry.ok()?.file_name().to_str()?.strip_suffix(".json").map(str::to_owned)
        })
        .filter(|name| name != DEFAULT)
        .collect();
    names.sort();

    let mut config = Config::new(DEFAULT)?.add_locales(names)?;
    config.options = ParseOptions::default().interpolate_display(true);
    let parsed = parse_locales(None, config)?;
    for warning in parsed.diag.warnings().iter() {
        println!("cargo::error={warning}");
    }
    for error in parsed.diag.errors().iter() {
        println!("cargo::error={error}");
    }

    let code = gen_code(&parsed, None, false, None, false)?;
    fs::write(Path::new(&env::var("OUT_DIR")?).join("locales.rs"), code.to_string())?;
    Ok(())
}
