//! `/api/account/delete`.

use app::{
    error::AppError,
    model::validation::{Rule, ValidationError},
};
use reqwest::StatusCode;
use serde_json::Value;
use uuid::Uuid;

use crate::support::{Site, tables_containing};

#[tokio::test]
async fn a_member_who_types_their_address_deletes_the_account_and_its_data() {
    let site = Site::open().await;
    let (member, stranger) = (site.member().await, site.member().await);
    member.add_task("Milk").await;
    stranger.add_task("Tea").await;
    let typed = format!(" {} ", member.email.to_uppercase());
    let response = member.submit("/account", "account/delete", &[("email", &typed)]).await;
    assert_eq!((response.status, response.location()), (StatusCode::SEE_OTHER, "/account-deleted"));
    assert_eq!(site.account(&member).await, Value::Null);
    assert_eq!(site.tasks_of(&member).await, [""; 0]);
    assert_eq!(member.me().await, StatusCode::UNAUTHORIZED);
    let page = member.open("/account-deleted").await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.body.contains("Your account has been deleted"));
    assert_eq!(site.tasks_of(&stranger).await, ["Tea"]);
}

#[tokio::test]
async fn another_address_deletes_nothing() {
    let site = Site::open().await;
    let (member, stranger) = (site.member().await, site.member().await);
    let before = site.account(&member).await;
    for typed in ["", "DELETE", &stranger.email] {
        let response = member.call("account/delete", &[("email", typed)]).await;
        assert_eq!(response.status, StatusCode::UNPROCESSABLE_ENTITY, "{typed}");
        assert_eq!(
            response.error(),
            AppError::Invalid(ValidationError::new("email", Rule::SameEmail)),
            "{typed}"
        );
    }
    assert_eq!(site.account(&member).await, before);
}

#[tokio::test]
async fn deleting_an_account_requires_a_recent_authentication() {
    let site = Site::open().await;
    let member = site.member().await;
    site.age_authentication(&member).await;
    let before = site.account(&member).await;
    let response = member.call("account/delete", &[("email", &member.email)]).await;
    assert_eq!(
        (response.status, response.error()),
        (StatusCode::FORBIDDEN, AppError::ReauthenticationRequired)
    );
    let response = member.submit("/account", "account/delete", &[("email", &member.email)]).await;
    assert_eq!((response.status, response.location()), (StatusCode::SEE_OTHER, "/account/confirm"));
    assert_eq!(site.account(&member).await, before);
}

#[tokio::test]
async fn deleting_an_account_deletes_all_its_rows() {
    let site = Site::open().await;
    let (member, more) = (site.member_by_code().await, site.guest().email);
    member.add_task("Milk").await;
    member.add_book("Emma", "Jane Austen").await;
    member.call("emails/add", &[("email", &more)]).await;
    let code = site.code_to(&more).await;
    member.call("emails/verify", &[("code", &code)]).await;
    member.submit_to("/account", "/account/recovery-codes", &[]).await;
    site.identity.recovery().create_link(site.id_of(&member).await).await.unwrap();
    site.guest().call("sign-in/send-code", &[("email", &member.email)]).await;

    let id = site.id_of(&member).await.to_string();
    let holding = tables_containing(&site.db, &id).await;
    for table in ["users", "tasks", "books"].map(|table| format!("public.{table}")) {
        assert!(holding.contains(&table), "{table}: {holding:?}");
    }
    for table in ["audit_log", "emails", "recovery_codes", "recovery_links", "sessions"]
        .map(|table| format!("identity.{table}"))
    {
        assert!(holding.contains(&table), "{table}: {holding:?}");
    }
    let deleted = member.call("account/delete", &[("email", &member.email)]).await;
    assert_eq!(deleted.status, StatusCode::OK, "{}", deleted.body);

    assert_eq!(tables_containing(&site.db, &id).await, [""; 0]);
    assert_eq!(tables_containing(&site.db, &more).await, [""; 0]);
    assert_eq!(
        tables_containing(&site.db, &member.email).await,
        ["identity.mail_queue"],
        "the mail that says so"
    );
    let anonymous: Vec<(Option<Uuid>, String)> = sqlx::query_as(
        "select user_id, event from identity.audit_log
         where created_at = (select created_at from identity.mail_queue where recipient = $1)",
    )
    .bind(&member.email)
    .fetch_all(&site.db)
    .await
    .unwrap();
    assert_eq!(anonymous, [(None, "account_deleted".to_owned())]);
    assert_eq!(site.account(&member).await, Value::Null);
}
