//! What is told, and to whom.

use reqwest::StatusCode;
use serde_json::{Value, json};
use server::jobs::webhook_worker::TIMEOUT;

use super::{Receiver, telling};

#[tokio::test]
async fn a_webhook_tells_each_endpoint_once_what_happened() {
    let (mut one, mut other) = (Receiver::answering(StatusCode::OK).await, Receiver::answering(StatusCode::OK).await);
    let here = telling(&[&one.url, &other.url]).await;
    let id = here.add_user().await;
    let session = "insert into identity.sessions (id_hash, user_id, expires_at, amr)
                   values ('x', $1, now() + interval '1 hour', '{webauthn}')";
    let passkey = "insert into identity.passkeys (user_id, credential_id, credential) values ($1, 'secret', '{}')";
    for change in [session, passkey, "update public.users set display_name = 'Ada' where id = $1"] {
        here.execute(change, id).await;
    }
    here.execute("update public.users set display_name = 'Ada' where id = $1", id).await;
    here.execute("update identity.sessions set last_used_at = now() where user_id = $1", id).await;
    here.identity.accounts().delete_by_id(id).await.unwrap();
    // Nobody's.
    here.execute("insert into identity.sessions (id_hash, id, expires_at) values ('y', $1, now())", id).await;

    for receiver in [&mut one, &mut other] {
        let mut heard = Vec::new();
        for _ in 0..2 {
            here.round(&receiver.url, TIMEOUT).await;
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
    assert_eq!(here.unsent().await, []);
    here.close().await;
}

#[tokio::test]
async fn a_webhook_tells_of_a_name_that_its_owner_chose_through_the_api() {
    let receiver = Receiver::answering(StatusCode::OK).await;
    let here = telling(&[&receiver.url]).await;
    let id = here.add_user().await;
    let mut transaction = here.db.begin().await.unwrap();
    for statement in [
        "set local role authenticated".to_owned(),
        format!("set local \"request.jwt.claims\" = '{{\"sub\":\"{id}\"}}'"),
        "update public.users set display_name = 'Ada'".to_owned(),
    ] {
        sqlx::query(sqlx::AssertSqlSafe(statement)).execute(&mut *transaction).await.unwrap();
    }
    transaction.commit().await.unwrap();
    let told = here.identity.webhooks().list_unsent(2).await.unwrap();
    assert_eq!(told.iter().map(|one| one.event_type.as_str()).collect::<Vec<_>>(), ["user.created", "user.updated"]);
    here.close().await;
}

#[tokio::test]
async fn without_endpoints_no_webhook_is_written() {
    let here = telling(&[]).await;
    here.add_user().await;
    assert_eq!(here.unsent().await, []);
    here.close().await;
}

#[tokio::test]
async fn what_is_undone_is_told_by_no_webhook() {
    let receiver = Receiver::answering(StatusCode::OK).await;
    let here = telling(&[&receiver.url]).await;
    let mut transaction = here.db.begin().await.unwrap();
    sqlx::query("insert into public.users (id, email) values (gen_random_uuid(), 'ada@example.org')")
        .execute(&mut *transaction)
        .await
        .unwrap();
    transaction.rollback().await.unwrap();
    assert_eq!(here.unsent().await, []);
    here.close().await;
}
