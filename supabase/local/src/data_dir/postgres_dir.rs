//! The directory that Postgres owns.

use std::{
    fs,
    os::unix::fs::symlink,
    path::{Path, PathBuf},
};

use anyhow::{Context, bail};

use super::files::create_dir;
use crate::{random::random_text, unprivileged_user::UnprivilegedUser};

pub const NAME: &str = "postgres";

/// Used if the user that Postgres runs as has no access to root's own directories.
const FALLBACK_PARENT: &str = "/var/lib/supabase-local";

/// Creates the directory in `root`, owned by `user`.
///
/// If `user` can't reach it there, the directory is created in [`FALLBACK_PARENT`] and `root`
/// contains a symbolic link to it.
pub fn create(root: &Path, user: Option<&UnprivilegedUser>) -> anyhow::Result<PathBuf> {
    let path = root.join(NAME);
    let Some(user) = user else { return create_dir(&path, 0o700) };
    if let Ok(target) = path.read_link() {
        return Ok(target);
    }
    let path = create_dir(&path, 0o700)?;
    user.take_ownership(&path)?;
    if user.can_write(&path) {
        return Ok(path);
    }
    let message = || {
        format!("the user {} (which runs Postgres) can't write to {}", user.name, path.display())
    };
    fs::remove_dir(&path).with_context(message)?;
    create_dir(Path::new(FALLBACK_PARENT), 0o711)?;
    let fallback = create_dir(&Path::new(FALLBACK_PARENT).join(random_text(16)), 0o700)?;
    user.take_ownership(&fallback)?;
    if !user.can_write(&fallback) {
        bail!("the user {} (which runs Postgres) can't write to {}", user.name, fallback.display());
    }
    symlink(&fallback, &path)?;
    Ok(fallback)
}
