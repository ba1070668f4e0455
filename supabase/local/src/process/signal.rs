//! Signals that stop a process.

use std::process::Stdio;

use tokio::process::Command;

#[derive(Clone, Copy)]
pub enum Signal {
    /// Postgres: fast shutdown, data is saved.
    Interrupt,
    /// Postgres: immediate shutdown, data may be lost.
    Quit,
    Terminate,
}

impl Signal {
    pub fn name(self) -> &'static str {
        match self {
            Self::Interrupt => "INT",
            Self::Quit => "QUIT",
            Self::Terminate => "TERM",
        }
    }

    pub async fn send(self, pid: u32) {
        // Every shell has a built-in `kill`; the program is not always installed.
        let script = format!("kill -s {} {pid}", self.name());
        let sent = Command::new("sh").args(["-c", &script]).stderr(Stdio::null()).status().await;
        if !sent.is_ok_and(|status| status.success()) {
            tracing::debug!(pid, "no process to signal");
        }
    }
}
