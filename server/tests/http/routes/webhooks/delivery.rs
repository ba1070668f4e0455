//! Which deliveries are accepted: signature, format, repetition.

use futures::future::join_all;
use reqwest::{Method, StatusCode};
use serde_json::json;
use standardwebhooks::Webhook;
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

use super::{ExternalUser, PATH, WITH_WEBHOOKS, accounts, deliver, deliver_as, request};
use crate::support::{Down, Setup, Site, TestResponse, WEBHOOK_SECRET};

#[tokio::test]
async fn events_of_clerk_with_svix_headers_are_accepted() {
    let (site, ada) = (Site::with(WITH_WEBHOOKS).await, ExternalUser::new());
    let body = json!({
        "type": "user.created",
        "object": "event",
        "data": {
            "id": ada.id,
            "object": "user",
            "first_name": "Ada",
            "last_name": "Lovelace",
            "updated_at": 1_654_012_591_514_i64,
            "primary_email_address_id": "idn_1",
            "email_addresses": [{
                "id": "idn_1",
                "email_address": ada.email,
                "verification": { "status": "verified", "strategy": "otp" },
            }],
        },
    })
    .to_string();
    let now = OffsetDateTime::now_utc().unix_timestamp();
    let signature =
        Webhook::new(WEBHOOK_SECRET).unwrap().sign("msg_clerk", now, body.as_bytes()).unwrap();
    let request = site
        .guest()
        .request(Method::POST, PATH)
        .header("svix-id", "msg_clerk")
        .header("svix-timestamp", now);
    let signature = format!("v1,bm90IHRoaXMgb25l {signature}");
    assert_eq!(
        TestResponse::of(request.header("svix-signature", signature).body(body)).await.status,
        StatusCode::OK
    );
    assert_eq!(ada.row(&site).await.unwrap()["display_name"], "Ada Lovelace");
}

#[tokio::test]
async fn without_a_secret_the_path_is_not_found() {
    let site = Site::open().await;
    let response = deliver(&site, &ExternalUser::new().event("user.created", 0)).await;
    assert_eq!(response.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn other_methods_are_not_allowed() {
    let site = Site::with(WITH_WEBHOOKS).await;
    for method in
        [Method::GET, Method::HEAD, Method::PUT, Method::PATCH, Method::DELETE, Method::OPTIONS]
    {
        let response = TestResponse::of(site.guest().request(method.clone(), PATH)).await;
        assert_eq!(
            (response.status, response.header("allow")),
            (StatusCode::METHOD_NOT_ALLOWED, "POST"),
            "{method}"
        );
    }
}

#[tokio::test]
async fn an_invalid_or_old_signature_is_rejected_before_parsing() {
    let (site, ada) = (Site::with(WITH_WEBHOOKS).await, ExternalUser::new());
    let (now, body) = (OffsetDateTime::now_utc(), ada.event("user.created", 0).to_string());
    let unsigned = || site.guest().request(Method::POST, PATH);
    let signed_at = |late: i64| request(&site, "msg_late", now - Duration::seconds(late), &body);
    let changed = request(&site, "msg_changed", now, &body)
        .body(body.replace("user.created", "user.deleted"));
    let renamed = request(&site, "msg_a", now, &body).build().unwrap();
    let signature = renamed.headers()["webhook-signature"].to_str().unwrap().to_owned();
    let renamed =
        unsigned().header("webhook-id", "msg_b").header("webhook-timestamp", now.unix_timestamp());
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
        let response = TestResponse::of(request).await;
        assert_eq!(response.status, StatusCode::UNAUTHORIZED, "{what}");
        assert!(response.json()["error"].as_str().unwrap().contains("signature"), "{what}");
    }
    assert_eq!(accounts(&site, &ada.email).await, 0);
    assert_eq!(
        TestResponse::of(signed_at(290)).await.status,
        StatusCode::OK,
        "five minutes are allowed"
    );
}

#[tokio::test]
async fn a_signed_but_invalid_event_names_its_problem() {
    let site = Site::with(WITH_WEBHOOKS).await;
    for (body, why) in [
        (json!([]).to_string(), "JSON"),
        ("{".to_owned(), "JSON"),
        (
            json!({ "type": "user.banned", "data": { "id": "7" } }).to_string(),
            "Unsupported event type",
        ),
        (json!({ "type": "user.created", "data": { "id": "7" } }).to_string(), "email"),
    ] {
        let response = TestResponse::of(request(
            &site,
            &Uuid::new_v4().to_string(),
            OffsetDateTime::now_utc(),
            &body,
        ))
        .await;
        assert_eq!(response.status, StatusCode::UNPROCESSABLE_ENTITY, "{body}");
        assert!(response.json()["error"].as_str().unwrap().contains(why), "{}", response.body);
    }
}

#[tokio::test]
async fn a_rejected_delivery_can_be_retried() {
    let (site, ada) = (Site::with(WITH_WEBHOOKS).await, ExternalUser::new());
    let mut wrong = ada.event("user.created", 0);
    wrong["data"]["email"] = "nobody".into();
    assert_eq!(
        deliver_as(&site, &ada.id.replace('ü', "u"), &wrong).await.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    let again = deliver_as(&site, &ada.id.replace('ü', "u"), &ada.event("user.created", 0)).await;
    assert_eq!((again.status, accounts(&site, &ada.email).await), (StatusCode::OK, 1));
}

#[tokio::test]
async fn a_repeated_delivery_is_applied_once() {
    let (site, ada) = (Site::with(WITH_WEBHOOKS).await, ExternalUser::new());
    let delivery = format!("msg_{}", Uuid::new_v4());
    assert_eq!(
        deliver_as(&site, &delivery, &ada.named("user.created", 0, "Ada")).await.status,
        StatusCode::OK
    );
    sqlx::query("update public.users set display_name = 'Countess' where id = $1")
        .bind(ada.account(&site).await)
        .execute(&site.db)
        .await
        .unwrap();
    assert_eq!(
        deliver_as(&site, &delivery, &ada.named("user.created", 0, "Ada")).await.status,
        StatusCode::OK
    );
    assert_eq!(accounts(&site, &ada.email).await, 1);
    assert_eq!(
        ada.row(&site).await.unwrap()["display_name"],
        "Countess",
        "nothing happened the second time"
    );
}

#[tokio::test]
async fn concurrent_deliveries_create_one_account() {
    let (site, ada) = (Site::with(WITH_WEBHOOKS).await, ExternalUser::new());
    let (delivery, event) = (format!("msg_{}", Uuid::new_v4()), ada.event("user.created", 0));
    let update = ada.named("user.updated", 1, "Ada");
    let same = join_all((0..4).map(|_| deliver_as(&site, &delivery, &event)));
    let others = join_all((0..4).map(|_| deliver(&site, &event)));
    let updates = join_all((0..4).map(|_| deliver(&site, &update)));
    let (same, others, updates) = tokio::join!(same, others, updates);
    for response in same.iter().chain(&others).chain(&updates) {
        assert_eq!(response.status, StatusCode::OK, "{}", response.body);
    }
    assert_eq!(accounts(&site, &ada.email).await, 1);
    assert_eq!(ada.row(&site).await.unwrap()["display_name"], "Ada");
}

#[tokio::test]
async fn without_the_database_the_sender_gets_503() {
    let site = Site::with(Setup { down: Down::Database, ..WITH_WEBHOOKS }).await;
    let response = deliver(&site, &ExternalUser::new().event("user.created", 0)).await;
    assert_eq!(response.status, StatusCode::SERVICE_UNAVAILABLE);
}

#[tokio::test]
async fn received_deliveries_are_deleted_after_two_days() {
    let (site, ada) = (Site::with(WITH_WEBHOOKS).await, ExternalUser::new());
    let deliveries = [1, 3].map(|days| (format!("msg_{}", Uuid::new_v4()), days));
    for (delivery, days) in &deliveries {
        deliver_as(&site, delivery, &ada.event("user.created", 0)).await;
        sqlx::query(
            "update identity.received_webhooks set received_at = now() - make_interval(days => $2)
             where id = $1",
        )
        .bind(delivery)
        .bind(days)
        .execute(&site.db)
        .await
        .unwrap();
    }
    site.identity.cleanup().await.unwrap();
    let left: Vec<String> =
        sqlx::query_scalar("select id from identity.received_webhooks where id = any($1)")
            .bind(deliveries.each_ref().map(|(delivery, _)| delivery.clone()))
            .fetch_all(&site.db)
            .await
            .unwrap();
    assert_eq!(left, [deliveries[0].0.clone()]);
}
