//! Starts the server process.

use std::path::{Path, PathBuf};

use crate::{
    data_dir::LockedDataDir,
    process::{Process, Signal},
};

const SETTINGS: [&str; 4] = [
    "listen_addresses=127.0.0.1",
    "unix_socket_directories=",
    "max_connections=200",
    "timezone=UTC",
];

/// Ephemeral data need not survive a crash, so nothing waits for the disk.
const EPHEMERAL_SETTINGS: [&str; 5] = [
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "wal_level=minimal",
    "max_wal_senders=0",
];

pub fn start(
    programs: &Path,
    data_dir: &LockedDataDir,
    data: &Path,
    port: u16,
) -> anyhow::Result<Process> {
    let program = programs.join("postgres");
    let user = data_dir.postgres_user.as_ref();
    let stop_signal = if data_dir.ephemeral { Signal::Quit } else { Signal::Interrupt };
    Process::start(&program, user, stop_signal, &log(data_dir), |postgres| {
        postgres.arg("-D").arg(data).arg("-c").arg(format!("port={port}"));
        let ephemeral = EPHEMERAL_SETTINGS.into_iter().filter(|_| data_dir.ephemeral);
        for setting in SETTINGS.into_iter().chain(ephemeral) {
            postgres.args(["-c", setting]);
        }
    })
}

pub fn log(data_dir: &LockedDataDir) -> PathBuf {
    data_dir.file("postgres.log")
}
