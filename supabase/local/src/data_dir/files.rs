//! Creates directories and files that only their owner can read.

use std::{
    fs::{self, DirBuilder, OpenOptions, Permissions},
    io::Write,
    os::unix::fs::{DirBuilderExt, OpenOptionsExt, PermissionsExt},
    path::{Path, PathBuf},
};

use anyhow::Context;

/// Creates a directory with this mode, or sets the mode of an existing one. Returns its absolute
/// path.
pub fn create_dir(path: &Path, mode: u32) -> anyhow::Result<PathBuf> {
    let message = || format!("failed to create the directory {}", path.display());
    DirBuilder::new().recursive(true).mode(mode).create(path).with_context(message)?;
    fs::set_permissions(path, Permissions::from_mode(mode)).with_context(message)?;
    path.canonicalize().with_context(message)
}

/// Writes a file that only its owner can read. Readers see the old or the new content, never a
/// part.
pub fn write_private(file: &Path, content: &[u8]) -> anyhow::Result<()> {
    let message = || format!("failed to write {}", file.display());
    let new = file.with_extension("new");
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true).mode(0o600);
    let mut handle = options.open(&new).with_context(message)?;
    handle.write_all(content).and_then(|()| handle.sync_all()).with_context(message)?;
    fs::rename(&new, file).with_context(message)
}

/// Keeps the secrets out of git, whatever the directory is called.
pub fn write_gitignore(directory: &Path) -> anyhow::Result<()> {
    let file = directory.join(".gitignore");
    fs::write(&file, "*\n").with_context(|| format!("failed to write {}", file.display()))
}
