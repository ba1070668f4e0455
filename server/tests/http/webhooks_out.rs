//! What endpoints elsewhere are told, by the task that `main` starts, and what they answer.

use std::{net::SocketAddr, time::Duration};

use axum::{Router, body::Bytes, http::HeaderMap, routing::post};
use clap::Parser;
use identity::{Identity, Settings, sessions::Limits};
use reqwest::{StatusCode, Url, header::LOCATION};
use serde_json::{Value, json};
use server::{
    commands::{Arguments, run as command},
    webhooks::{
        messenger::{Endpoints, Messenger, TIMEOUT, run},
        signature::Secret,
    },
};
use sqlx::PgPool;
use standardwebhooks::Webhook;
use supabase_local::{Options, Place, Stack};
use tokio::{
    io::AsyncReadExt,
    net::TcpListener,
    sync::{
        mpsc::{UnboundedReceiver, unbounded_channel},
        watch,
    },
};
use uuid::Uuid;

use crate::support::WEBHOOK_SECRET;

/// On a stack of its own: here, and nowhere else, what happens is told.
struct Teller {
    stack: Stack,
    identity: Identity,
    db: PgPool,
}

/// Somebody who is told, on a port of its own.
struct Receiver {
    url: Url,
    heard: UnboundedReceiver<(String, Value)>,
}

impl Teller {
    async fn telling(endpoints: &[&Url]) -> Self {
        let stack = Stack::start(Options { place: Place::Ephemeral, signing_keys: None }).await.unwrap();
        let identity = Identity::new(Settings {
            public_url: "http://localhost".parse().unwrap(),
            database_url: stack.database_url().to_owned(),
            max_connections: 3,
            signing_keys: stack.signing_keys().to_owned(),
            limits: Limits::default(),
        })
        .unwrap();
        let urls: Vec<_> = endpoints.iter().map(ToString::to_string).collect();
        identity.set_webhook_endpoints(&urls).await.unwrap();
        let db = PgPool::connect_lazy(stack.admin_database_url()).unwrap();
        Self { stack, identity, db }
    }

    /// From now on others are told, and nothing that was to be told remains.
    async fn tell(&self, endpoint: &Url) {
        self.identity.set_webhook_endpoints(&[endpoint.to_string()]).await.unwrap();
        sqlx::query("delete from identity.webhooks_out").execute(&self.db).await.unwrap();
    }

    /// Something happens.
    async fn add_user(&self) -> Uuid {
        let id = Uuid::new_v4();
        self.execute("insert into public.users (id, email) values ($1, 'ada@example.org')", id).await;
        id
    }

    async fn execute(&self, statement: &'static str, id: Uuid) {
        sqlx::query(statement).bind(id).execute(&self.db).await.unwrap();
    }

    /// Lets the time pass until the next attempt.
    async fn make_due(&self) {
        sqlx::query("update identity.webhooks_out set due_at = now()").execute(&self.db).await.unwrap();
    }

    async fn round(&self, endpoint: &Url, timeout: Duration) {
        messenger(&[endpoint], timeout).round(&self.identity, endpoint).await;
    }

    /// What hasn't been received: its id, the attempts, whether it is parked, and what went wrong.
    async fn unsent(&self) -> Vec<(String, i32, bool, Option<String>)> {
        let unsent = self.identity.unsent_webhooks(50).await.unwrap();
        unsent.into_iter().map(|one| (one.id.to_string(), one.attempts, one.parked, one.failure)).collect()
    }

    async fn server(&self, arguments: &[&str]) -> anyhow::Result<String> {
        let arguments = Arguments::try_parse_from(["server"].iter().chain(arguments))?;
        command(arguments.command.unwrap(), &self.identity, &"http://localhost".parse().unwrap()).await
    }

    async fn close(self) {
        self.identity.close().await;
        self.db.close().await;
        self.stack.stop().await.unwrap();
    }
}

impl Receiver {
    /// Verifies what it is told, with the standard's own library, and answers so.
    async fn answering(status: StatusCode) -> Self {
        let (hear, heard) = unbounded_channel();
        let told = async move |headers: HeaderMap, body: Bytes| {
            Webhook::new(WEBHOOK_SECRET).unwrap().verify(&body, &headers).unwrap();
            assert_eq!(headers["content-type"], "application/json");
            let id = headers["webhook-id"].to_str().unwrap().to_owned();
            hear.send((id, serde_json::from_slice(&body).unwrap())).unwrap();
            (status, [(LOCATION, "/elsewhere")])
        };
        let (listener, url) = listen().await;
        let site = Router::new().route("/", post(told.clone())).route("/elsewhere", post(told));
        tokio::spawn(async move { axum::serve(listener, site).await.unwrap() });
        Self { url, heard }
    }

    /// What it has heard since, in no order.
    fn heard(&mut self) -> Vec<(String, Value)> {
        std::iter::from_fn(|| self.heard.try_recv().ok()).collect()
    }
}

async fn listen() -> (TcpListener, Url) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address: SocketAddr = listener.local_addr().unwrap();
    (listener, format!("http://{address}/").parse().unwrap())
}

fn messenger(urls: &[&Url], timeout: Duration) -> Messenger {
    let urls = urls.iter().map(|&url| url.clone()).collect();
    Messenger::new(Endpoints { urls, secret: Secret::parse(WEBHOOK_SECRET).unwrap() }, timeout).unwrap()
}

#[tokio::test]
async fn a_webhook_tells_each_endpoint_once_what_happened() {
    let (mut one, mut other) = (Receiver::answering(StatusCode::OK).await, Receiver::answering(StatusCode::OK).await);
    let teller = Teller::telling(&[&one.url, &other.url]).await;
    let id = teller.add_user().await;
    let session = "insert into identity.sessions (id_hash, user_id, expires_at, amr)
                   values ('x', $1, now() + interval '1 hour', '{webauthn}')";
    let passkey = "insert into identity.passkeys (user_id, credential_id, credential) values ($1, 'secret', '{}')";
    for change in [session, passkey, "update public.users set display_name = 'Ada' where id = $1"] {
        teller.execute(change, id).await;
    }
    teller.execute("update public.users set display_name = 'Ada' where id = $1", id).await;
    teller.execute("update identity.sessions set last_used_at = now() where user_id = $1", id).await;
    teller.identity.remove(id).await.unwrap();
    // Nobody's.
    teller.execute("insert into identity.sessions (id_hash, id, expires_at) values ('y', $1, now())", id).await;

    for receiver in [&mut one, &mut other] {
        let mut heard = Vec::new();
        for _ in 0..2 {
            teller.round(&receiver.url, TIMEOUT).await;
            heard.append(&mut receiver.heard());
        }
        let mut kinds: Vec<_> = heard.iter().map(|(_, body)| body["type"].as_str().unwrap()).collect();
        kinds.sort_unstable();
        assert_eq!(
            kinds,
            [
                "passkey.created",
                "passkey.deleted",
                "session.created",
                "session.ended",
                "user.created",
                "user.deleted",
                "user.updated"
            ]
        );
        let said = |kind: &str| heard.iter().find(|(_, body)| body["type"] == kind).unwrap().1["data"].clone();
        let user = |name: Value| json!({ "id": id, "email": "ada@example.org", "email_verified": false, "display_name": name });
        assert_eq!((said("user.created"), said("user.updated")), (user(Value::Null), user("Ada".into())));
        assert_eq!(said("user.deleted"), json!({ "id": id }));
        assert_eq!(
            (&said("session.ended")["user_id"], &said("passkey.created")["name"]),
            (&json!(id), &json!("Passkey"))
        );
        for (_, body) in &heard {
            assert!(!body.to_string().contains("credential") && !body.to_string().contains("hash"), "{body}");
        }
    }
    assert_eq!(teller.unsent().await, []);
    teller.close().await;
}

#[tokio::test]
async fn a_webhook_tells_of_a_name_that_its_owner_chose_through_the_api() {
    let receiver = Receiver::answering(StatusCode::OK).await;
    let teller = Teller::telling(&[&receiver.url]).await;
    let id = teller.add_user().await;
    let mut transaction = teller.db.begin().await.unwrap();
    for statement in [
        "set local role authenticated".to_owned(),
        format!("set local \"request.jwt.claims\" = '{{\"sub\":\"{id}\"}}'"),
        "update public.users set display_name = 'Ada'".to_owned(),
    ] {
        sqlx::query(sqlx::AssertSqlSafe(statement)).execute(&mut *transaction).await.unwrap();
    }
    transaction.commit().await.unwrap();
    let told = teller.identity.unsent_webhooks(2).await.unwrap();
    assert_eq!(told.iter().map(|one| one.kind.as_str()).collect::<Vec<_>>(), ["user.created", "user.updated"]);
    teller.close().await;
}

#[tokio::test]
async fn without_endpoints_no_webhook_is_written() {
    let teller = Teller::telling(&[]).await;
    teller.add_user().await;
    assert_eq!(teller.unsent().await, []);
    teller.close().await;
}

#[tokio::test]
async fn what_is_undone_is_told_by_no_webhook() {
    let receiver = Receiver::answering(StatusCode::OK).await;
    let teller = Teller::telling(&[&receiver.url]).await;
    let mut transaction = teller.db.begin().await.unwrap();
    sqlx::query("insert into public.users (id, email) values (gen_random_uuid(), 'ada@example.org')")
        .execute(&mut *transaction)
        .await
        .unwrap();
    transaction.rollback().await.unwrap();
    assert_eq!(teller.unsent().await, []);
    teller.close().await;
}

#[tokio::test]
async fn a_webhook_that_is_refused_or_redirected_is_sent_again_under_the_same_id() {
    let teller = Teller::telling(&[]).await;
    for (status, failure) in [
        (StatusCode::INTERNAL_SERVER_ERROR, "answered 500 Internal Server Error"),
        (StatusCode::TEMPORARY_REDIRECT, "answered 307 Temporary Redirect"),
    ] {
        let mut receiver = Receiver::answering(status).await;
        teller.tell(&receiver.url).await;
        teller.add_user().await;
        for attempt in 1..=2 {
            teller.round(&receiver.url, TIMEOUT).await;
            let [(id, _)] = &receiver.heard()[..] else { panic!("not once") };
            assert_eq!(teller.unsent().await, [(id.clone(), attempt, false, Some(failure.to_owned()))]);
            teller.round(&receiver.url, TIMEOUT).await;
            assert_eq!(receiver.heard(), [], "not before it is due");
            teller.make_due().await;
        }
    }
    teller.close().await;
}

#[tokio::test]
async fn a_webhook_waits_longer_and_longer_and_is_parked_after_a_day() {
    let receiver = Receiver::answering(StatusCode::OK).await;
    let teller = Teller::telling(&[&receiver.url]).await;
    teller.add_user().await;
    for pause in [15, 45, 135, 405, 1_215, 3_645, 10_800, 10_800] {
        teller.make_due().await;
        assert_eq!(teller.identity.claim_webhooks(receiver.url.as_str(), 5).await.unwrap().len(), 1);
        let due: f64 =
            sqlx::query_scalar("select extract(epoch from due_at - now())::float8 from identity.webhooks_out")
                .fetch_one(&teller.db)
                .await
                .unwrap();
        assert!((f64::from(pause) - 10.0..=f64::from(pause)).contains(&due), "{due} of {pause} seconds");
    }
    let late = "update identity.webhooks_out set due_at = now(), expires_at = now()";
    sqlx::query(late).execute(&teller.db).await.unwrap();
    assert!(teller.identity.claim_webhooks(receiver.url.as_str(), 5).await.unwrap().is_empty());
    let [(_, 8, true, _)] = teller.unsent().await[..] else { panic!("{:?}", teller.unsent().await) };
    for (days, left) in [(29, 1), (31, 0)] {
        sqlx::query("update identity.webhooks_out set parked_at = now() - make_interval(days => $1)")
            .bind(days)
            .execute(&teller.db)
            .await
            .unwrap();
        teller.identity.sweep().await.unwrap();
        assert_eq!(teller.unsent().await.len(), left, "after {days} days");
    }
    teller.close().await;
}

#[tokio::test]
async fn a_parked_webhook_is_listed_and_replayed_by_an_operator() {
    let mut receiver = Receiver::answering(StatusCode::OK).await;
    let teller = Teller::telling(&[&receiver.url]).await;
    teller.add_user().await;
    let park = "update identity.webhooks_out set parked_at = now(), expires_at = now(), failure = 'no connection'";
    sqlx::query(park).execute(&teller.db).await.unwrap();
    teller.round(&receiver.url, TIMEOUT).await;
    assert_eq!(receiver.heard(), []);

    let list = teller.server(&["webhooks", "list"]).await.unwrap();
    for part in ["parked", "user.created", receiver.url.as_str(), "no connection"] {
        assert!(list.contains(part), "{part}: {list}");
    }
    let id = list.split(' ').next().unwrap();
    teller.server(&["webhooks", "replay", id]).await.unwrap();
    teller.round(&receiver.url, TIMEOUT).await;
    assert_eq!(
        (receiver.heard()[0].0.as_str(), teller.server(&["webhooks", "list"]).await.unwrap()),
        (id, String::new())
    );
    let again = teller.server(&["webhooks", "replay", id]).await.unwrap_err();
    assert!(again.to_string().contains("has been received"), "{again}");
    teller.close().await;
}

#[tokio::test]
async fn an_endpoint_that_never_answers_or_dies_gets_its_webhook_again() {
    let teller = Teller::telling(&[]).await;
    for (dies, failure) in [(false, "no answer in time"), (true, "the connection ended without an answer")] {
        let (listener, url) = listen().await;
        teller.tell(&url).await;
        teller.add_user().await;
        // Reads what it is told, and then keeps silent or goes.
        let received = tokio::spawn(async move {
            let (mut client, _) = listener.accept().await.unwrap();
            let mut told = String::new();
            while !told.contains("\"user.created\"") {
                let mut part = [0; 4096];
                let length = client.read(&mut part).await.unwrap();
                told.push_str(std::str::from_utf8(&part[..length]).unwrap());
            }
            (!dies).then_some(client)
        });
        let timeout = if dies { TIMEOUT } else { Duration::from_millis(500) };
        teller.round(&url, timeout).await;
        let _silent = received.await.unwrap();
        let unsent = teller.unsent().await;
        assert_eq!((unsent[0].1, unsent[0].3.as_deref()), (1, Some(failure)));
    }
    teller.close().await;
}

#[tokio::test]
async fn a_dead_endpoint_delays_no_other_webhook_and_the_task_goes_when_told() {
    let (silent, dead) = listen().await;
    let mut receiver = Receiver::answering(StatusCode::NO_CONTENT).await;
    let teller = Teller::telling(&[]).await;
    let (stop, stopped) = watch::channel(());
    let both = messenger(&[&dead, &receiver.url], Duration::from_secs(5));
    let task = tokio::spawn(run(teller.identity.clone(), Some(both), stopped));
    while sqlx::query_scalar::<_, i64>("select count(*) from identity.webhook_endpoints")
        .fetch_one(&teller.db)
        .await
        .unwrap()
        < 2
    {
        tokio::task::yield_now().await;
    }
    teller.add_user().await;
    let told = tokio::time::timeout(Duration::from_secs(4), receiver.heard.recv()).await.expect("delayed");
    assert_eq!(told.unwrap().1["type"], "user.created");
    drop(stop);
    task.await.unwrap();
    drop(silent);

    let (_stop, stopped) = watch::channel(());
    run(teller.identity.clone(), None, stopped).await;
    sqlx::query("delete from identity.webhooks_out").execute(&teller.db).await.unwrap();
    teller.add_user().await;
    assert_eq!(teller.unsent().await, [], "a server without endpoints ends it");
    teller.close().await;
}
