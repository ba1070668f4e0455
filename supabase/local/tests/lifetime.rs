//! What starts ends, what is kept stays, and nobody steps on anybody's toes.

#![allow(clippy::unwrap_used, reason = "a test may panic, and so may what it is made of")]

use std::{
    env, fs,
    io::{BufRead, BufReader},
    path::PathBuf,
    process::{Child, Command, Stdio},
    thread::sleep,
    time::{Duration, Instant},
};

use sqlx::{Connection, PgConnection};
use supabase_local::{Access, Options, Place, Stack};

const PROGRAM: &str = env!("CARGO_BIN_EXE_supabase-local");

/// A directory of this test, gone at its end.
struct Scratch(PathBuf);

impl Scratch {
    fn new(name: &str) -> Self {
        Self(env::temp_dir().join(format!("latchkey-test-{}-{name}", std::process::id())))
    }

    fn options(&self) -> Options {
        Options { place: Place::Kept(self.0.clone()), signing_keys: None }
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

async fn emails(stack: &Stack) -> Vec<String> {
    let mut identity = PgConnection::connect(stack.database_url()).await.unwrap();
    sqlx::query_scalar("select email from public.users").fetch_all(&mut identity).await.unwrap()
}

#[tokio::test]
async fn what_is_kept_survives_a_restart_and_what_is_secret_stays_the_same() {
    let scratch = Scratch::new("kept");
    let first = Stack::start(scratch.options()).await.unwrap();
    let mut identity = PgConnection::connect(first.database_url()).await.unwrap();
    let add = "insert into public.users (id, email) values (gen_random_uuid(), 'ada@example.org')";
    sqlx::query(add).execute(&mut identity).await.unwrap();
    let secrets = [first.publishable_key(), first.secret_key(), first.signing_keys()].map(str::to_owned);
    first.stop().await.unwrap();

    let second = Stack::start(scratch.options()).await.unwrap();
    assert_eq!(emails(&second).await, ["ada@example.org"]);
    assert_eq!(
        [second.publishable_key(), second.secret_key(), second.signing_keys()],
        secrets.each_ref().map(String::as_str)
    );
    second.stop().await.unwrap();
}

#[tokio::test]
async fn a_second_start_of_the_same_place_says_who_has_it() {
    let scratch = Scratch::new("twice");
    let first = Stack::start(scratch.options()).await.unwrap();
    let Err(refusal) = Stack::start(scratch.options()).await else { panic!("started twice") };
    assert!(refusal.to_string().contains("runs already"), "{refusal}");
    assert_eq!(emails(&first).await, [""; 0]);
    first.stop().await.unwrap();
}

#[tokio::test]
async fn a_running_stack_is_found_by_its_place_and_only_while_it_runs() {
    let scratch = Scratch::new("found");
    assert!(Access::of_running(&scratch.options().place).unwrap().is_none());
    let stack = Stack::start(scratch.options()).await.unwrap();
    let found = Access::of_running(&scratch.options().place).unwrap().unwrap();
    assert!(PgConnection::connect(found.database_url()).await.is_ok());
    stack.stop().await.unwrap();
    assert!(Access::of_running(&scratch.options().place).unwrap().is_none());
}

#[tokio::test]
async fn two_ephemeral_stacks_share_nothing() {
    let ephemeral = || Stack::start(Options { place: Place::Ephemeral, signing_keys: None });
    let (one, other) = tokio::join!(ephemeral(), ephemeral());
    let (one, other) = (one.unwrap(), other.unwrap());
    assert_ne!(one.url(), other.url());
    assert_ne!(one.secret_key(), other.secret_key());
    one.stop().await.unwrap();
    assert!(PgConnection::connect(other.database_url()).await.is_ok());
    other.stop().await.unwrap();
}

#[tokio::test]
async fn keys_of_the_caller_are_the_keys_of_the_stack() {
    let wrong = Options { place: Place::Ephemeral, signing_keys: Some("{}".into()) };
    let Err(refusal) = Stack::start(wrong).await else { panic!("started with no keys") };
    assert!(refusal.to_string().contains("signing keys"), "{refusal}");
}

#[test]
fn a_command_runs_with_the_variables_and_its_status_is_kept() {
    let script = r#"case "$SUPABASE_URL $DATABASE_URL" in http://*postgres*) exit 7;; esac"#;
    let status = Command::new(PROGRAM).args(["exec", "--ephemeral", "--", "sh", "-c", script]).status().unwrap();
    assert_eq!(status.code(), Some(7));
    let killed = Command::new(PROGRAM).args(["exec", "--ephemeral", "--", "sh", "-c", "kill -9 $$"]).status().unwrap();
    assert_eq!(killed.code(), Some(137));
}

/// The kernel tells the children; only Linux does that.
#[cfg(target_os = "linux")]
#[expect(clippy::disallowed_methods, reason = "no runtime is waiting here")]
#[test]
fn a_killed_stack_leaves_no_child_and_starts_again() {
    let scratch = Scratch::new("killed");
    let mut first = start(&scratch);
    let children = children_of(first.id());
    assert_eq!(children.len(), 2, "Postgres and PostgREST");
    first.kill().unwrap();
    first.wait().unwrap();
    // At once, while Postgres may still be on its way out.
    let mut second = start(&scratch);
    assert!(children.iter().all(|child| !children_of(second.id()).contains(child)));
    let deadline = Instant::now() + Duration::from_secs(10);
    while children.iter().any(|child| runs(child)) {
        assert!(Instant::now() < deadline, "a child outlives its stack");
        sleep(Duration::from_millis(20));
    }
    second.kill().unwrap();
    second.wait().unwrap();
}

/// Started, and ready: it has printed how to reach it.
#[cfg(target_os = "linux")]
fn start(scratch: &Scratch) -> Child {
    let mut stack =
        Command::new(PROGRAM).args(["start", "--dir"]).arg(&scratch.0).stdout(Stdio::piped()).spawn().unwrap();
    let mut line = String::new();
    BufReader::new(stack.stdout.as_mut().unwrap()).read_line(&mut line).unwrap();
    assert!(line.starts_with("SUPABASE_URL='http://127.0.0.1:"), "{line}");
    stack
}

#[cfg(target_os = "linux")]
fn children_of(parent: u32) -> Vec<String> {
    let tasks = fs::read_dir(format!("/proc/{parent}/task")).unwrap();
    let lists = tasks.filter_map(|task| fs::read_to_string(task.unwrap().path().join("children")).ok());
    lists.flat_map(|list| list.split_whitespace().map(str::to_owned).collect::<Vec<_>>()).collect()
}

/// A child that ended and that nobody has waited for runs no more.
#[cfg(target_os = "linux")]
fn runs(pid: &str) -> bool {
    fs::read_to_string(format!("/proc/{pid}/stat")).is_ok_and(|stat| !stat.contains(") Z "))
}
