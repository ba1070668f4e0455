//! Finds the executables: installed ones first, then those of npm packages.

mod postgres;
mod postgrest;

use std::{
    env, fs,
    path::{Path, PathBuf},
};

pub use postgres::find as postgres;
pub use postgrest::find as postgrest;

/// The executable `program` in `PATH`.
pub fn on_path(program: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    env::split_paths(&path).map(|directory| directory.join(program)).find(|file| file.is_file())
}

/// The `node_modules` directories above the current directory and above this executable.
fn node_modules() -> impl Iterator<Item = PathBuf> {
    let starts = [env::current_dir().ok(), env::current_exe().ok()];
    starts.into_iter().flatten().flat_map(|start| {
        let modules = start.ancestors().map(|directory| directory.join("node_modules"));
        modules.filter(|modules| modules.is_dir()).collect::<Vec<_>>()
    })
}

/// The entries of `directory` whose name starts with `prefix`.
fn entries(directory: &Path, prefix: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(directory).into_iter().flatten().flatten();
    let matches = |name: &str| name.starts_with(prefix);
    entries
        .filter(|entry| matches(&entry.file_name().to_string_lossy()))
        .map(|entry| entry.path())
        .collect()
}
