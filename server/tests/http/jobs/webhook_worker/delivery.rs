//! Which events are delivered, and to which endpoints.

use reqwest::StatusCode;
use serde_json::{Value, json};
use server::jobs::webhook_worker::RESPONSE_TIMEOUT;

use super::{Receiver, WebhookStack};

#[tokio::test]
async fn every_endpoint_gets_every_event_once() {
    let (mut one, mut other) =
        (Receiver::responding(StatusCode::OK).await, Receiver::responding(StatusCode::OK).await);
    let stack = WebhookStack::start(&[&one.url, &other.url]).await;
    let id = stack.add_user().await;
    let session = "insert into identity.sessions (id_hash, user_id, expires_at, amr)
                   values ('x', $1, now() + interval '1 hour', '{webauthn}')";
    let passkey = "insert into identity.passkeys (user_id, credential_id, credential)
                   values ($1, 'secret', '{}')";
    for change in [session, passkey, "update public.users set display_name = 'Ada' where id = $1"] {
        stack.execute(change, id).await;
    }
    stack.execute("update public.users set display_name = 'Ada' where id = $1", id).await;
    stack.execute("update identity.sessions set last_used_at = now() where user_id = $1", id).await;
    stack.identity.accounts().delete_by_id(id).await.unwrap();
    // The session of a guest is not an event.
    stack
        .execute(
            "insert into identity.sessions (id_hash, id, expires_at) values ('y', $1, now())",
            id,
        )
        .await;

    for receiver in [&mut one, &mut other] {
        let mut deliveries = Vec::new();
        for _ in 0..2 {
            stack.deliver_due(&receiver.url, RESPONSE_TIMEOUT).await;
            deliveries.append(&mut receiver.received());
        }
        let mut kinds: Vec<_> =
            deliveries.iter().map(|(_, body)| body["type"].as_str().unwrap()).collect();
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
        let data = |kind: &str| {
            deliveries.iter().find(|(_, body)| body["type"] == kind).unwrap().1["data"].clone()
        };
        let user = |name: Value| {
            let email = "ada@example.org";
            json!({ "id": id, "email": email, "email_verified": false, "display_name": name })
        };
        assert_eq!(
            (data("user.created"), data("user.updated")),
            (user(Value::Null), user("Ada".into()))
        );
        assert_eq!(data("user.deleted"), json!({ "id": id }));
        assert_eq!(
            (&data("session.ended")["user_id"], &data("passkey.created")["name"]),
            (&json!(id), &json!("Passkey"))
        );
        for (_, body) in &deliveries {
            assert!(
                !body.to_string().contains("credential") && !body.to_string().contains("hash"),
                "{body}"
            );
        }
    }
    assert_eq!(stack.undelivered().await, []);
    stack.close().await;
}

#[tokio::test]
async fn a_name_that_a_user_sets_through_postgrest_is_an_event() {
    let receiver = Receiver::responding(StatusCode::OK).await;
    let stack = WebhookStack::start(&[&receiver.url]).await;
    let id = stack.add_user().await;
    let mut transaction = stack.db.begin().await.unwrap();
    for statement in [
        "set local role authenticated".to_owned(),
        format!("set local \"request.jwt.claims\" = '{{\"sub\":\"{id}\"}}'"),
        "update public.users set display_name = 'Ada'".to_owned(),
    ] {
        sqlx::query(sqlx::AssertSqlSafe(statement)).execute(&mut *transaction).await.unwrap();
    }
    transaction.commit().await.unwrap();
    let events = stack.identity.webhooks().list_undelivered(2).await.unwrap();
    assert_eq!(
        events.iter().map(|event| event.event_type.as_str()).collect::<Vec<_>>(),
        ["user.created", "user.updated"]
    );
    stack.close().await;
}

#[tokio::test]
async fn without_endpoints_no_webhook_is_written() {
    let stack = WebhookStack::start(&[]).await;
    stack.add_user().await;
    assert_eq!(stack.undelivered().await, []);
    stack.close().await;
}

#[tokio::test]
async fn a_rolled_back_change_is_not_an_event() {
    let receiver = Receiver::responding(StatusCode::OK).await;
    let stack = WebhookStack::start(&[&receiver.url]).await;
    let mut transaction = stack.db.begin().await.unwrap();
    sqlx::query(
        "insert into public.users (id, email) values (gen_random_uuid(), 'ada@example.org')",
    )
    .execute(&mut *transaction)
    .await
    .unwrap();
    transaction.rollback().await.unwrap();
    assert_eq!(stack.undelivered().await, []);
    stack.close().await;
}
