//! Removes the directories of ephemeral stacks that were killed.

use std::{
    fs::{self, File, OpenOptions},
    os::unix::fs::MetadataExt,
    path::Path,
};

use super::{EPHEMERAL_PREFIX, lock};

/// Removes all unlocked ephemeral directories in `parent`.
pub fn remove(parent: &Path) {
    let entries = fs::read_dir(parent).into_iter().flatten().flatten();
    let is_ephemeral = |name: &str| name.starts_with(EPHEMERAL_PREFIX);
    for entry in entries.filter(|entry| is_ephemeral(&entry.file_name().to_string_lossy())) {
        let directory = entry.path();
        // A directory without a lock file is being created at this moment.
        let lock = OpenOptions::new().write(true).open(directory.join(lock::NAME));
        if lock.is_ok_and(|lock| lock.try_lock().is_ok() && has_content(&lock)) {
            let _ = fs::remove_dir_all(directory);
        }
    }
}

/// An empty lock file was created by a process that is about to lock it.
fn has_content(lock: &File) -> bool {
    lock.metadata().is_ok_and(|metadata| metadata.size() > 0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{data_dir::files::create_dir, random::random_text};

    #[test]
    fn only_unlocked_directories_are_removed() {
        let path = std::env::temp_dir().join(format!("supabase-local-test-{}", random_text(12)));
        let parent = create_dir(&path, 0o700).unwrap();
        let [killed, running] = ["killed", "running"].map(|name| {
            create_dir(&parent.join(format!("{EPHEMERAL_PREFIX}{name}")), 0o700).unwrap()
        });
        drop(lock::acquire(&killed).unwrap());
        let running_lock = lock::acquire(&running).unwrap();
        remove(&parent);
        assert!(!killed.exists() && running.exists());
        drop(running_lock);
        fs::remove_dir_all(parent).unwrap();
    }
}
