//! Turns `brand.toml` into constants. An invalid file fails the build.

use std::{collections::BTreeMap, env, error::Error, fmt::Write, fs, path::Path};

use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Brand {
    name: String,
    slug: String,
    tagline: BTreeMap<String, String>,
    /// Light and dark.
    colors: BTreeMap<String, [String; 2]>,
}

impl Brand {
    fn check(&self) -> Result<(), String> {
        let is_slug = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        if self.name.trim().is_empty() || self.name.contains(['{', '}', '<', '>', '"', '\\']) {
            return Err("name must be a text without braces, brackets and quotes".into());
        }
        if self.slug.is_empty() || !self.slug.chars().all(is_slug) {
            return Err("slug must consist of lower-case letters, digits and hyphens".into());
        }
        for (name, color) in &self.colors {
            if !color.iter().all(|shade| is_color(shade)) {
                return Err(format!("colors.{name} must be two colours of the form #rrggbb"));
            }
        }
        Ok(())
    }

    fn code(&self) -> Result<String, Box<dyn Error>> {
        let [light, dark] = self.colors.get("page").ok_or("colors.page is missing")?;
        let taglines: Vec<_> = self.tagline.iter().collect();
        let mut code = String::new();
        writeln!(code, "/// The name of the product.\npub const NAME: &str = {:?};", self.name)?;
        writeln!(code, "/// The name in file names.\npub const SLUG: &str = {:?};", self.slug)?;
        writeln!(code, "const TAGLINES: &[(&str, &str)] = &{taglines:?};")?;
        writeln!(
            code,
            "/// The background of pages.\n\
             pub const PAGE: Color = Color {{ light: {light:?}, dark: {dark:?} }};"
        )?;
        Ok(code)
    }
}

fn is_color(text: &str) -> bool {
    text.strip_prefix('#')
        .is_some_and(|hex| hex.len() == 6 && hex.chars().all(|c| c.is_ascii_hexdigit()))
}

#[expect(
    clippy::disallowed_methods,
    reason = "Cargo passes OUT_DIR to build scripts as a variable"
)]
fn main() -> Result<(), Box<dyn Error>> {
    const FILE: &str = "../brand.toml";
    println!("cargo::rerun-if-changed={FILE}");
    let brand: Brand = toml::from_str(&fs::read_to_string(FILE)?)?;
    if let Err(problem) = brand.check() {
        println!("cargo::error=brand.toml: {problem}");
        return Ok(());
    }
    fs::write(Path::new(&env::var("OUT_DIR")?).join("brand.rs"), brand.code()?)?;
    Ok(())
}
