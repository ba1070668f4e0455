//! The command `supabase-local`.

use std::process::Command;

const PROGRAM: &str = env!("CARGO_BIN_EXE_supabase-local");

fn exec(script: &str) -> Option<i32> {
    let arguments = ["exec", "--ephemeral", "--", "sh", "-c", script];
    Command::new(PROGRAM).args(arguments).status().unwrap().code()
}

#[test]
fn a_command_has_the_variables_and_its_status_is_returned() {
    let script = r#"case "$SUPABASE_URL $DATABASE_URL" in http://*postgres*) exit 7;; esac"#;
    assert_eq!(exec(script), Some(7));
    assert_eq!(exec("kill -9 $$"), Some(137));
}

#[test]
fn an_unknown_argument_prints_the_usage() {
    let output = Command::new(PROGRAM).arg("--nonsense").output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("Usage: supabase-local"));
}

/// Only on Linux the kernel signals the children of a process that was killed.
#[cfg(target_os = "linux")]
mod killed {
    use std::{
        fs,
        io::{BufRead, BufReader},
        process::{Child, Command, Stdio},
        thread::sleep,
        time::{Duration, Instant},
    };

    use super::PROGRAM;
    use crate::TestDir;

    #[expect(clippy::disallowed_methods, reason = "polls; there is no runtime")]
    #[test]
    fn a_killed_stack_leaves_no_child_and_starts_again() {
        let dir = TestDir::new("killed");
        let mut first = start(&dir);
        let children = children_of(first.id());
        assert_eq!(children.len(), 2, "Postgres and PostgREST");
        first.kill().unwrap();
        first.wait().unwrap();
        // Postgres may still be shutting down.
        let mut second = start(&dir);
        assert!(children.iter().all(|child| !children_of(second.id()).contains(child)));
        let deadline = Instant::now() + Duration::from_secs(10);
        while children.iter().any(|child| is_running(child)) {
            assert!(Instant::now() < deadline, "a child outlives its stack");
            sleep(Duration::from_millis(20));
        }
        second.kill().unwrap();
        second.wait().unwrap();
    }

    /// Starts a stack and waits until it prints its connection.
    fn start(dir: &TestDir) -> Child {
        let mut command = Command::new(PROGRAM);
        command.args(["start", "--dir"]).arg(&dir.0).stdout(Stdio::piped());
        let mut stack = command.spawn().unwrap();
        let mut line = String::new();
        BufReader::new(stack.stdout.as_mut().unwrap()).read_line(&mut line).unwrap();
        assert!(line.starts_with("SUPABASE_URL='http://127.0.0.1:"), "{line}");
        stack
    }

    fn children_of(parent: u32) -> Vec<String> {
        let threads = fs::read_dir(format!("/proc/{parent}/task")).unwrap();
        let children = |thread: fs::DirEntry| fs::read_to_string(thread.path().join("children"));
        threads
            .filter_map(|thread| children(thread.unwrap()).ok())
            .flat_map(|list| list.split_whitespace().map(str::to_owned).collect::<Vec<_>>())
            .collect()
    }

    /// A zombie has ended and only waits for its parent.
    fn is_running(pid: &str) -> bool {
        fs::read_to_string(format!("/proc/{pid}/stat")).is_ok_and(|stat| !stat.contains(") Z "))
    }
}
