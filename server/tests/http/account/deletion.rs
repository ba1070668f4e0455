//! `/api/account/delete`.

use app::{
    error::AppError,
    model::validation::{Rule, ValidationError},
};
use reqwest::StatusCode;
use serde_json::Value;

use crate::support::Site;

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
