//! The effect of events about external users.

use reqwest::StatusCode;
use serde_json::{Value, json};
use uuid::Uuid;

use super::{ExternalUser, WITH_WEBHOOKS, accounts, deliver, deliver_accepted, deliver_as};
use crate::support::Site;

#[tokio::test]
async fn a_created_user_gets_an_account() {
    let (site, ada) = (Site::with(WITH_WEBHOOKS).await, ExternalUser::new());
    let response = deliver(&site, &ada.named("user.created", 0, "Ada")).await;
    assert_eq!((response.status, response.json()), (StatusCode::OK, json!({ "success": true })));
    assert_eq!(
        (response.header("cache-control"), response.headers.get("set-cookie")),
        ("no-store", None)
    );
    let row = ada.row(&site).await.unwrap();
    assert_eq!((&row["email"], &row["display_name"]), (&json!(ada.email), &json!("Ada")));
    assert_ne!(row["email_verified_at"], Value::Null);
    let emails: Vec<(String, bool, bool)> = sqlx::query_as(
        "select email, is_primary, verified_at is not null from identity.emails where user_id = $1",
    )
    .bind(ada.account(&site).await)
    .fetch_all(&site.db)
    .await
    .unwrap();
    assert_eq!(emails, [(ada.email, true, true)]);
}

#[tokio::test]
async fn an_updated_user_is_updated() {
    let (site, mut ada) = (Site::with(WITH_WEBHOOKS).await, ExternalUser::new());
    deliver_accepted(&site, &ada.named("user.created", 0, "Ada")).await;
    let (account, old) = (ada.account(&site).await, ada.email.clone());
    ada.email = format!("new-{old}");
    deliver_accepted(&site, &ada.event("user.updated", 1)).await;
    assert_eq!(ada.account(&site).await, account);
    let row = ada.row(&site).await.unwrap();
    assert_eq!(
        (&row["email"], &row["display_name"]),
        (&json!(ada.email), &json!("Ada")),
        "an event without a name keeps the name"
    );
    let emails: Vec<String> =
        sqlx::query_scalar("select email from identity.emails where user_id = $1")
            .bind(account)
            .fetch_all(&site.db)
            .await
            .unwrap();
    assert_eq!(emails, [ada.email], "the old address signs nobody in any more");
    let notifications: i64 =
        sqlx::query_scalar("select count(*) from identity.mail_queue where recipient = $1")
            .bind(&old)
            .fetch_one(&site.db)
            .await
            .unwrap();
    assert_eq!(notifications, 1, "its owner is notified");
}

#[tokio::test]
async fn an_address_verified_here_stays_verified() {
    let (site, mut ada) = (Site::with(WITH_WEBHOOKS).await, ExternalUser::new());
    deliver_accepted(&site, &ada.event("user.created", 0)).await;
    ada.email = ada.email.to_uppercase().replace("EXAMPLE.ORG", "example.org");
    let mut unverified = ada.event("user.updated", 1);
    unverified["data"]["email_verified"] = false.into();
    deliver_accepted(&site, &unverified).await;
    let row = ada.row(&site).await.unwrap();
    assert_eq!(row["email"], json!(ada.email));
    assert_ne!(row["email_verified_at"], Value::Null);
}

#[tokio::test]
async fn an_update_of_an_unknown_user_creates_the_account() {
    let (site, ada) = (Site::with(WITH_WEBHOOKS).await, ExternalUser::new());
    deliver_accepted(&site, &ada.event("user.updated", 0)).await;
    assert_eq!(accounts(&site, &ada.email).await, 1);
}

#[tokio::test]
async fn an_older_event_is_ignored() {
    let (site, ada) = (Site::with(WITH_WEBHOOKS).await, ExternalUser::new());
    deliver_accepted(&site, &ada.named("user.updated", 2, "Newest")).await;
    for (kind, seconds) in [("user.updated", 1), ("user.created", 0), ("user.created", 2)] {
        deliver_accepted(&site, &ada.named(kind, seconds, "Older")).await;
        assert_eq!(ada.row(&site).await.unwrap()["display_name"], "Newest", "{kind} {seconds}");
    }
    deliver_accepted(&site, &ada.named("user.updated", 2, "In the same second")).await;
    assert_eq!(ada.row(&site).await.unwrap()["display_name"], "In the same second");
}

#[tokio::test]
async fn a_deleted_user_is_deleted_with_all_data_and_stays_deleted() {
    let (site, ada) = (Site::with(WITH_WEBHOOKS).await, ExternalUser::new());
    deliver_accepted(&site, &ada.event("user.created", 5)).await;
    let account = ada.account(&site).await.unwrap();
    for statement in [
        "insert into public.tasks (user_id, name) values ($1, 'Water the plants')",
        "insert into identity.sessions (id_hash, user_id, expires_at)
         values (sha256($1::text::bytea), $1, now() + interval '1 hour')",
    ] {
        sqlx::query(statement).bind(account).execute(&site.db).await.unwrap();
    }
    // A deletion is applied even if it is older than the last event.
    deliver_accepted(
        &site,
        &json!({ "type": "user.deleted", "timestamp": "2020-01-01T00:00:00Z",
        "data": { "id": ada.id, "deleted": true } }),
    )
    .await;
    let left: i64 = sqlx::query_scalar(
        "select (select count(*) from public.users where id = $1)
              + (select count(*) from public.tasks where user_id = $1)
              + (select count(*) from identity.emails where user_id = $1)
              + (select count(*) from identity.sessions where user_id = $1)",
    )
    .bind(account)
    .fetch_one(&site.db)
    .await
    .unwrap();
    assert_eq!(left, 0);
    for kind in ["user.created", "user.updated", "user.deleted"] {
        deliver_accepted(&site, &ada.event(kind, 9)).await;
        assert_eq!(
            (ada.account(&site).await, accounts(&site, &ada.email).await),
            (None, 0),
            "{kind}"
        );
    }
}

#[tokio::test]
async fn a_user_deleted_before_their_creation_arrives_is_not_created() {
    let (site, ada) = (Site::with(WITH_WEBHOOKS).await, ExternalUser::new());
    deliver_accepted(&site, &json!({ "type": "user.deleted", "data": { "id": ada.id } })).await;
    deliver_accepted(&site, &ada.event("user.created", 0)).await;
    assert_eq!(accounts(&site, &ada.email).await, 0);
}

#[tokio::test]
async fn an_account_deleted_by_its_owner_is_not_created_again() {
    let (site, ada) = (Site::with(WITH_WEBHOOKS).await, ExternalUser::new());
    deliver_accepted(&site, &ada.event("user.created", 0)).await;
    site.identity.accounts().delete_by_id(ada.account(&site).await.unwrap()).await.unwrap();
    deliver_accepted(&site, &ada.event("user.updated", 1)).await;
    assert_eq!((ada.account(&site).await, accounts(&site, &ada.email).await), (None, 0));
}

#[tokio::test]
async fn an_address_that_another_account_has_verified_is_a_conflict_until_it_is_free() {
    let (site, ada, eve) =
        (Site::with(WITH_WEBHOOKS).await, ExternalUser::new(), ExternalUser::new());
    deliver_accepted(&site, &ada.event("user.created", 0)).await;
    deliver_accepted(&site, &eve.event("user.created", 0)).await;
    let (before, stranger) = (
        eve.row(&site).await,
        ExternalUser { id: ExternalUser::new().id, email: ada.email.to_uppercase() },
    );
    let eve_too = ExternalUser { email: ada.email.clone(), ..eve };
    let (as_new, as_update) = (stranger.event("user.created", 1), eve_too.event("user.updated", 1));
    let deliveries =
        [(Uuid::new_v4().to_string(), as_new), (Uuid::new_v4().to_string(), as_update)];
    for (delivery, event) in &deliveries {
        let response = deliver_as(&site, delivery, event).await;
        assert_eq!(response.status, StatusCode::CONFLICT);
        assert!(
            response.json()["error"].as_str().unwrap().contains("Another account"),
            "{}",
            response.body
        );
    }
    assert_eq!((stranger.account(&site).await, eve_too.row(&site).await), (None, before));

    deliver_accepted(&site, &ada.event("user.deleted", 2)).await;
    assert_eq!(deliver_as(&site, &deliveries[1].0, &deliveries[1].1).await.status, StatusCode::OK);
    assert_eq!(eve_too.row(&site).await.unwrap()["email"], json!(ada.email));
}

#[tokio::test]
async fn an_unverified_address_is_neither_reserved_nor_taken_over() {
    let (site, ada, eve) =
        (Site::with(WITH_WEBHOOKS).await, ExternalUser::new(), ExternalUser::new());
    deliver_accepted(&site, &ada.event("user.created", 0)).await;
    let eve = ExternalUser { email: ada.email.clone(), ..eve };
    let mut event = eve.event("user.created", 0);
    event["data"].as_object_mut().unwrap().remove("email_verified");
    deliver_accepted(&site, &event).await;
    assert_eq!(eve.row(&site).await.unwrap()["email_verified_at"], Value::Null);
    assert_eq!(accounts(&site, &ada.email).await, 2);
}
