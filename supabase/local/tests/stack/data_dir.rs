//! Persistent and ephemeral data.

use std::process::Command;

use sqlx::{Connection, PgConnection};
use supabase_local::{ConnectionInfo, DataDir, Options, Stack};

use crate::TestDir;

async fn emails(stack: &Stack) -> Vec<String> {
    let mut identity = PgConnection::connect(stack.database_url()).await.unwrap();
    let query = "select email from public.users";
    sqlx::query_scalar(query).fetch_all(&mut identity).await.unwrap()
}

#[tokio::test]
async fn data_and_secrets_survive_a_restart() {
    let dir = TestDir::new("restart");
    let first = Stack::start(dir.options()).await.unwrap();
    let mut identity = PgConnection::connect(first.database_url()).await.unwrap();
    let insert = "insert into public.users (id, email)
        values (gen_random_uuid(), 'ada@example.org')";
    sqlx::query(insert).execute(&mut identity).await.unwrap();
    let secrets =
        [first.publishable_key(), first.secret_key(), first.signing_keys()].map(str::to_owned);
    first.stop().await.unwrap();

    let second = Stack::start(dir.options()).await.unwrap();
    assert_eq!(emails(&second).await, ["ada@example.org"]);
    assert_eq!(
        [second.publishable_key(), second.secret_key(), second.signing_keys()],
        secrets.each_ref().map(String::as_str)
    );
    second.stop().await.unwrap();
}

#[tokio::test]
async fn a_second_stack_in_the_same_directory_is_an_error() {
    let dir = TestDir::new("second");
    let first = Stack::start(dir.options()).await.unwrap();
    let Err(error) = Stack::start(dir.options()).await else { panic!("started twice") };
    assert!(error.to_string().contains("already running"), "{error}");
    assert_eq!(emails(&first).await, [""; 0]);
    first.stop().await.unwrap();
}

#[tokio::test]
async fn a_stack_is_found_by_its_directory_only_while_it_runs() {
    let dir = TestDir::new("running");
    let running = || ConnectionInfo::of_running(&dir.options().data_dir).unwrap();
    assert!(running().is_none());
    let stack = Stack::start(dir.options()).await.unwrap();
    let connection = running().unwrap();
    assert!(PgConnection::connect(connection.database_url()).await.is_ok());
    stack.stop().await.unwrap();
    assert!(running().is_none());
}

#[tokio::test]
async fn ephemeral_stacks_are_independent() {
    let ephemeral = || Stack::start(Options { data_dir: DataDir::Ephemeral, signing_keys: None });
    let (one, other) = tokio::join!(ephemeral(), ephemeral());
    let (one, other) = (one.unwrap(), other.unwrap());
    assert_ne!(one.url(), other.url());
    assert_ne!(one.secret_key(), other.secret_key());
    one.stop().await.unwrap();
    assert!(PgConnection::connect(other.database_url()).await.is_ok());
    other.stop().await.unwrap();
}

#[tokio::test]
async fn invalid_signing_keys_are_an_error() {
    let options = Options { data_dir: DataDir::Ephemeral, signing_keys: Some("{}".into()) };
    let Err(error) = Stack::start(options).await else { panic!("started without keys") };
    assert!(error.to_string().contains("signing keys"), "{error}");
}

/// A renamed product has another directory than the one in the repository's `.gitignore`.
#[tokio::test]
async fn git_never_adds_the_secrets() {
    let dir = TestDir::new("git");
    Stack::start(dir.options()).await.unwrap().stop().await.unwrap();
    assert!(dir.0.join("secrets.json").is_file());
    let git = |arguments: &[&str]| {
        let output = Command::new("git").args(arguments).current_dir(&dir.0).output().unwrap();
        assert!(output.status.success(), "{output:?}");
        String::from_utf8(output.stdout).unwrap()
    };
    git(&["init", "--quiet"]);
    git(&["add", "--all"]);
    assert_eq!(git(&["ls-files"]), "");
}
