//! `POST /api/webhooks/users`, as an outside provider calls it. What signs here is the standard's own library.

use futures::future::join_all;
use reqwest::{Method, RequestBuilder, StatusCode};
use serde_json::{Value, json};
use standardwebhooks::Webhook;
use time::{Duration, OffsetDateTime, format_description::well_known::Rfc3339};
use uuid::Uuid;

use crate::support::{Answer, Down, Setup, Site, WEBHOOK_SECRET};

const PATH: &str = "/api/webhooks/users";
const ON: Setup = Setup { webhooks: true, ..Setup::NORMAL };

/// A user of the provider's, whom nobody else is.
struct Outsider {
    id: String,
    email: String,
}

impl Outsider {
    fn new() -> Self {
        let id = Uuid::new_v4();
        Self { id: format!("user_{id} ü/'"), email: format!("{id}@example.org") }
    }

    /// An event of so many seconds after the first.
    fn event(&self, kind: &str, seconds: i64) -> Value {
        let at = OffsetDateTime::from_unix_timestamp(1_800_000_000 + seconds).unwrap().format(&Rfc3339).unwrap();
        json!({ "type": kind, "timestamp": at, "data": { "id": self.id, "email": self.email, "email_verified": true } })
    }

    fn named(&self, kind: &str, seconds: i64, name: &str) -> Value {
        let mut event = self.event(kind, seconds);
        event["data"]["display_name"] = name.into();
        event
    }

    /// Whom the site has made of them.
    async fn account(&self, site: &Site) -> Option<Uuid> {
        let account = sqlx::query_scalar("select user_id from identity.outside_users where provider_id = $1");
        account.bind(&self.id).fetch_optional(&site.db).await.unwrap().flatten()
    }

    async fn row(&self, site: &Site) -> Option<Value> {
        let row = sqlx::query_scalar("select to_jsonb(u) from public.users u where id = $1");
        row.bind(self.account(site).await).fetch_optional(&site.db).await.unwrap()
    }
}

fn request(site: &Site, delivery: &str, sent_at: OffsetDateTime, body: &str) -> RequestBuilder {
    let timestamp = sent_at.unix_timestamp();
    let signature = Webhook::new(WEBHOOK_SECRET).unwrap().sign(delivery, timestamp, body.as_bytes()).unwrap();
    let request = site.guest().request(Method::POST, PATH).header("webhook-id", delivery);
    request.header("webhook-timestamp", timestamp).header("webhook-signature", signature).body(body.to_owned())
}

async fn deliver_as(site: &Site, delivery: &str, event: &Value) -> Answer {
    Answer::of(request(site, delivery, OffsetDateTime::now_utc(), &event.to_string())).await
}

async fn deliver(site: &Site, event: &Value) -> Answer {
    deliver_as(site, &format!("msg_{}", Uuid::new_v4()), event).await
}

/// Delivers it and finds it accepted.
async fn hear(site: &Site, event: &Value) {
    let answer = deliver(site, event).await;
    assert_eq!((answer.status, answer.json()), (StatusCode::OK, json!({ "success": true })), "{event}");
}

/// How many accounts have the address.
async fn accounts(site: &Site, email: &str) -> i64 {
    let count = sqlx::query_scalar("select count(*) from public.users where email = $1");
    count.bind(email).fetch_one(&site.db).await.unwrap()
}

#[tokio::test]
async fn a_user_who_was_created_there_has_an_account_here() {
    let (site, ada) = (Site::with(ON).await, Outsider::new());
    let answer = deliver(&site, &ada.named("user.created", 0, "Ada")).await;
    assert_eq!((answer.status, answer.json()), (StatusCode::OK, json!({ "success": true })));
    assert_eq!((answer.header("cache-control"), answer.headers.get("set-cookie")), ("no-store", None));
    let row = ada.row(&site).await.unwrap();
    assert_eq!((&row["email"], &row["display_name"]), (&json!(ada.email), &json!("Ada")));
    assert_ne!(row["email_verified_at"], Value::Null);
    let emails: Vec<(String, bool, bool)> =
        sqlx::query_as("select email, is_primary, verified_at is not null from identity.emails where user_id = $1")
            .bind(ada.account(&site).await)
            .fetch_all(&site.db)
            .await
            .unwrap();
    assert_eq!(emails, [(ada.email, true, true)]);
}

#[tokio::test]
async fn clerk_is_understood_under_the_header_names_of_svix() {
    let (site, ada) = (Site::with(ON).await, Outsider::new());
    let body = json!({ "type": "user.created", "object": "event", "data": { "id": ada.id, "object": "user",
        "first_name": "Ada", "last_name": "Lovelace", "updated_at": 1_654_012_591_514_i64,
        "primary_email_address_id": "idn_1", "email_addresses": [
            { "id": "idn_1", "email_address": ada.email, "verification": { "status": "verified", "strategy": "otp" } }] } })
    .to_string();
    let now = OffsetDateTime::now_utc().unix_timestamp();
    let signature = Webhook::new(WEBHOOK_SECRET).unwrap().sign("msg_clerk", now, body.as_bytes()).unwrap();
    let request = site.guest().request(Method::POST, PATH).header("svix-id", "msg_clerk").header("svix-timestamp", now);
    let signature = format!("v1,bm90IHRoaXMgb25l {signature}");
    assert_eq!(Answer::of(request.header("svix-signature", signature).body(body)).await.status, StatusCode::OK);
    assert_eq!(ada.row(&site).await.unwrap()["display_name"], "Ada Lovelace");
}

#[tokio::test]
async fn without_a_secret_there_is_no_such_path() {
    let site = Site::open().await;
    let answer = deliver(&site, &Outsider::new().event("user.created", 0)).await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn it_is_posted_to_and_nothing_else() {
    let site = Site::with(ON).await;
    for method in [Method::GET, Method::HEAD, Method::PUT, Method::PATCH, Method::DELETE, Method::OPTIONS] {
        let answer = Answer::of(site.guest().request(method.clone(), PATH)).await;
        assert_eq!((answer.status, answer.header("allow")), (StatusCode::METHOD_NOT_ALLOWED, "POST"), "{method}");
    }
}

#[tokio::test]
async fn what_was_not_signed_a_moment_ago_is_refused_and_not_even_read() {
    let (site, ada) = (Site::with(ON).await, Outsider::new());
    let (now, body) = (OffsetDateTime::now_utc(), ada.event("user.created", 0).to_string());
    let unsigned = || site.guest().request(Method::POST, PATH);
    let signed_at = |late: i64| request(&site, "msg_late", now - Duration::seconds(late), &body);
    let changed = request(&site, "msg_changed", now, &body).body(body.replace("user.created", "user.deleted"));
    let renamed = request(&site, "msg_a", now, &body).build().unwrap();
    let signature = renamed.headers()["webhook-signature"].to_str().unwrap().to_owned();
    let renamed = unsigned().header("webhook-id", "msg_b").header("webhook-timestamp", now.unix_timestamp());
    let renamed = renamed.header("webhook-signature", signature).body(body.clone());
    let nonsense = unsigned().body("nonsense");
    for (what, request) in [
        ("unsigned", unsigned().body(body.clone())),
        ("nonsense", nonsense),
        ("old", signed_at(310)),
        ("early", signed_at(-310)),
        ("changed", changed),
        ("renamed", renamed),
    ] {
        let answer = Answer::of(request).await;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{what}");
        assert!(answer.json()["error"].as_str().unwrap().contains("signature"), "{what}");
    }
    assert_eq!(accounts(&site, &ada.email).await, 0);
    assert_eq!(Answer::of(signed_at(290)).await.status, StatusCode::OK, "five minutes are allowed");
}

#[tokio::test]
async fn what_is_signed_but_does_not_fit_says_why() {
    let site = Site::with(ON).await;
    for (body, why) in [
        (json!([]).to_string(), "JSON"),
        ("{".to_owned(), "JSON"),
        (json!({ "type": "user.banned", "data": { "id": "7" } }).to_string(), "subscribe to nothing else"),
        (json!({ "type": "user.created", "data": { "id": "7" } }).to_string(), "email"),
    ] {
        let answer = Answer::of(request(&site, &Uuid::new_v4().to_string(), OffsetDateTime::now_utc(), &body)).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{body}");
        assert!(answer.json()["error"].as_str().unwrap().contains(why), "{}", answer.body);
    }
}

#[tokio::test]
async fn what_does_not_fit_may_come_again_once_it_does() {
    let (site, ada) = (Site::with(ON).await, Outsider::new());
    let mut wrong = ada.event("user.created", 0);
    wrong["data"]["email"] = "nobody".into();
    assert_eq!(deliver_as(&site, &ada.id.replace('ü', "u"), &wrong).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let again = deliver_as(&site, &ada.id.replace('ü', "u"), &ada.event("user.created", 0)).await;
    assert_eq!((again.status, accounts(&site, &ada.email).await), (StatusCode::OK, 1));
}

#[tokio::test]
async fn the_same_delivery_twice_happens_once() {
    let (site, ada) = (Site::with(ON).await, Outsider::new());
    let delivery = format!("msg_{}", Uuid::new_v4());
    assert_eq!(deliver_as(&site, &delivery, &ada.named("user.created", 0, "Ada")).await.status, StatusCode::OK);
    sqlx::query("update public.users set display_name = 'Countess' where id = $1")
        .bind(ada.account(&site).await)
        .execute(&site.db)
        .await
        .unwrap();
    assert_eq!(deliver_as(&site, &delivery, &ada.named("user.created", 0, "Ada")).await.status, StatusCode::OK);
    assert_eq!(accounts(&site, &ada.email).await, 1);
    assert_eq!(ada.row(&site).await.unwrap()["display_name"], "Countess", "nothing happened the second time");
}

#[tokio::test]
async fn deliveries_at_the_same_moment_make_one_account() {
    let (site, ada) = (Site::with(ON).await, Outsider::new());
    let (delivery, event) = (format!("msg_{}", Uuid::new_v4()), ada.event("user.created", 0));
    let update = ada.named("user.updated", 1, "Ada");
    let same = join_all((0..4).map(|_| deliver_as(&site, &delivery, &event)));
    let others = join_all((0..4).map(|_| deliver(&site, &event)));
    let updates = join_all((0..4).map(|_| deliver(&site, &update)));
    let (same, others, updates) = tokio::join!(same, others, updates);
    for answer in same.iter().chain(&others).chain(&updates) {
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    }
    assert_eq!(accounts(&site, &ada.email).await, 1);
    assert_eq!(ada.row(&site).await.unwrap()["display_name"], "Ada");
}

#[tokio::test]
async fn a_change_there_is_a_change_here() {
    let (site, mut ada) = (Site::with(ON).await, Outsider::new());
    hear(&site, &ada.named("user.created", 0, "Ada")).await;
    let (account, old) = (ada.account(&site).await, ada.email.clone());
    ada.email = format!("new-{old}");
    hear(&site, &ada.event("user.updated", 1)).await;
    assert_eq!(ada.account(&site).await, account);
    let row = ada.row(&site).await.unwrap();
    assert_eq!((&row["email"], &row["display_name"]), (&json!(ada.email), &json!("Ada")), "no name is no news");
    let emails: Vec<String> = sqlx::query_scalar("select email from identity.emails where user_id = $1")
        .bind(account)
        .fetch_all(&site.db)
        .await
        .unwrap();
    assert_eq!(emails, [ada.email], "the old address signs nobody in any more");
    let told: i64 = sqlx::query_scalar("select count(*) from identity.outbox where recipient = $1")
        .bind(&old)
        .fetch_one(&site.db)
        .await
        .unwrap();
    assert_eq!(told, 1, "its owner hears of it");
}

#[tokio::test]
async fn what_was_proved_here_stays_proved() {
    let (site, mut ada) = (Site::with(ON).await, Outsider::new());
    hear(&site, &ada.event("user.created", 0)).await;
    ada.email = ada.email.to_uppercase().replace("EXAMPLE.ORG", "example.org");
    let mut unverified = ada.event("user.updated", 1);
    unverified["data"]["email_verified"] = false.into();
    hear(&site, &unverified).await;
    let row = ada.row(&site).await.unwrap();
    assert_eq!(row["email"], json!(ada.email));
    assert_ne!(row["email_verified_at"], Value::Null);
}

#[tokio::test]
async fn an_update_of_somebody_unknown_makes_the_account() {
    let (site, ada) = (Site::with(ON).await, Outsider::new());
    hear(&site, &ada.event("user.updated", 0)).await;
    assert_eq!(accounts(&site, &ada.email).await, 1);
}

#[tokio::test]
async fn older_news_brings_nothing_back() {
    let (site, ada) = (Site::with(ON).await, Outsider::new());
    hear(&site, &ada.named("user.updated", 2, "Newest")).await;
    for (kind, seconds) in [("user.updated", 1), ("user.created", 0), ("user.created", 2)] {
        hear(&site, &ada.named(kind, seconds, "Older")).await;
        assert_eq!(ada.row(&site).await.unwrap()["display_name"], "Newest", "{kind} {seconds}");
    }
    hear(&site, &ada.named("user.updated", 2, "In the same second")).await;
    assert_eq!(ada.row(&site).await.unwrap()["display_name"], "In the same second");
}

#[tokio::test]
async fn who_is_deleted_there_is_deleted_here_with_everything_and_stays_so() {
    let (site, ada) = (Site::with(ON).await, Outsider::new());
    hear(&site, &ada.event("user.created", 5)).await;
    let account = ada.account(&site).await.unwrap();
    for plant in [
        "insert into public.tasks (user_id, name) values ($1, 'Water the plants')",
        "insert into identity.sessions (id_hash, user_id, expires_at)
         values (sha256($1::text::bytea), $1, now() + interval '1 hour')",
    ] {
        sqlx::query(plant).bind(account).execute(&site.db).await.unwrap();
    }
    // Older than what is known: a deletion is the last word all the same.
    hear(
        &site,
        &json!({ "type": "user.deleted", "timestamp": "2020-01-01T00:00:00Z",
        "data": { "id": ada.id, "deleted": true } }),
    )
    .await;
    let left: i64 = sqlx::query_scalar(
        "select (select count(*) from public.users where id = $1) + (select count(*) from public.tasks where user_id = $1)
              + (select count(*) from identity.emails where user_id = $1)
              + (select count(*) from identity.sessions where user_id = $1)",
    )
    .bind(account)
    .fetch_one(&site.db)
    .await
    .unwrap();
    assert_eq!(left, 0);
    for kind in ["user.created", "user.updated", "user.deleted"] {
        hear(&site, &ada.event(kind, 9)).await;
        assert_eq!((ada.account(&site).await, accounts(&site, &ada.email).await), (None, 0), "{kind}");
    }
}

#[tokio::test]
async fn who_was_deleted_before_anybody_heard_of_them_never_comes() {
    let (site, ada) = (Site::with(ON).await, Outsider::new());
    hear(&site, &json!({ "type": "user.deleted", "data": { "id": ada.id } })).await;
    hear(&site, &ada.event("user.created", 0)).await;
    assert_eq!(accounts(&site, &ada.email).await, 0);
}

#[tokio::test]
async fn an_account_that_its_owner_deleted_here_does_not_come_back() {
    let (site, ada) = (Site::with(ON).await, Outsider::new());
    hear(&site, &ada.event("user.created", 0)).await;
    site.identity.remove(ada.account(&site).await.unwrap()).await.unwrap();
    hear(&site, &ada.event("user.updated", 1)).await;
    assert_eq!((ada.account(&site).await, accounts(&site, &ada.email).await), (None, 0));
}

#[tokio::test]
async fn an_address_that_another_account_has_verified_is_a_conflict_until_it_is_free() {
    let (site, ada, eve) = (Site::with(ON).await, Outsider::new(), Outsider::new());
    hear(&site, &ada.event("user.created", 0)).await;
    hear(&site, &eve.event("user.created", 0)).await;
    let (before, stranger) =
        (eve.row(&site).await, Outsider { id: Outsider::new().id, email: ada.email.to_uppercase() });
    let eve_too = Outsider { email: ada.email.clone(), ..eve };
    let (as_new, as_update) = (stranger.event("user.created", 1), eve_too.event("user.updated", 1));
    let deliveries = [(Uuid::new_v4().to_string(), as_new), (Uuid::new_v4().to_string(), as_update)];
    for (delivery, event) in &deliveries {
        let answer = deliver_as(&site, delivery, event).await;
        assert_eq!(answer.status, StatusCode::CONFLICT);
        assert!(answer.json()["error"].as_str().unwrap().contains("Another account"), "{}", answer.body);
    }
    assert_eq!((stranger.account(&site).await, eve_too.row(&site).await), (None, before));

    hear(&site, &ada.event("user.deleted", 2)).await;
    assert_eq!(deliver_as(&site, &deliveries[1].0, &deliveries[1].1).await.status, StatusCode::OK);
    assert_eq!(eve_too.row(&site).await.unwrap()["email"], json!(ada.email));
}

#[tokio::test]
async fn an_unverified_address_reserves_nothing_and_takes_nothing() {
    let (site, ada, eve) = (Site::with(ON).await, Outsider::new(), Outsider::new());
    hear(&site, &ada.event("user.created", 0)).await;
    let eve = Outsider { email: ada.email.clone(), ..eve };
    let mut event = eve.event("user.created", 0);
    event["data"].as_object_mut().unwrap().remove("email_verified");
    hear(&site, &event).await;
    assert_eq!(eve.row(&site).await.unwrap()["email_verified_at"], Value::Null);
    assert_eq!(accounts(&site, &ada.email).await, 2);
}

#[tokio::test]
async fn without_the_database_the_sender_is_to_try_again() {
    let site = Site::with(Setup { down: Down::Database, ..ON }).await;
    let answer = deliver(&site, &Outsider::new().event("user.created", 0)).await;
    assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE);
}

#[tokio::test]
async fn what_was_received_is_forgotten_after_two_days() {
    let (site, ada) = (Site::with(ON).await, Outsider::new());
    let deliveries = [1, 3].map(|days| (format!("msg_{}", Uuid::new_v4()), days));
    for (delivery, days) in &deliveries {
        deliver_as(&site, delivery, &ada.event("user.created", 0)).await;
        sqlx::query("update identity.webhook_deliveries set at = now() - make_interval(days => $2) where id = $1")
            .bind(delivery)
            .bind(days)
            .execute(&site.db)
            .await
            .unwrap();
    }
    site.identity.sweep().await.unwrap();
    let left: Vec<String> = sqlx::query_scalar("select id from identity.webhook_deliveries where id = any($1)")
        .bind(deliveries.each_ref().map(|(delivery, _)| delivery.clone()))
        .fetch_all(&site.db)
        .await
        .unwrap();
    assert_eq!(left, [deliveries[0].0.clone()]);
}
