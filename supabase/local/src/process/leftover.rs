//! Stops a process that a killed stack left behind.

use std::{fs, path::Path, time::Duration};

use tokio::process::Command;

use super::Signal;

const ATTEMPTS: u32 = 100;
const INTERVAL: Duration = Duration::from_millis(100);

/// Stops the process whose id is in the first line of `pid_file` and waits for its end.
///
/// Process ids are reused, so the command line of the process must contain `argument`.
pub async fn stop_leftover(pid_file: &Path, argument: &str, signal: Signal) {
    let content = fs::read_to_string(pid_file).ok();
    let Some(pid) = content.and_then(|text| text.lines().next()?.trim().parse().ok()) else {
        return;
    };
    for attempt in 0..ATTEMPTS {
        if !is_running(pid, argument).await {
            return;
        }
        // The kernel may have sent the signal before; a second one does no harm.
        if attempt == 0 {
            tracing::info!(pid, "stopping a process left over from an earlier start");
            signal.send(pid).await;
        }
        tokio::time::sleep(INTERVAL).await;
    }
}

async fn is_running(pid: u32, argument: &str) -> bool {
    let pid_text = pid.to_string();
    match Command::new("ps").args(["-o", "args=", "-p", &pid_text]).output().await {
        Ok(output) => String::from_utf8_lossy(&output.stdout).contains(argument),
        // Linux without `ps` has /proc.
        Err(_) => fs::read(format!("/proc/{pid}/cmdline"))
            .is_ok_and(|line| String::from_utf8_lossy(&line).contains(argument)),
    }
}
