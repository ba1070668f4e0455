//! `/api/profile/set-display-name`: the display name.

use app::{
    account::model::DisplayName,
    error::AppError,
    model::validation::{Rule, ValidationError},
};
use reqwest::StatusCode;
use serde_json::Value;

use crate::support::Site;

#[tokio::test]
async fn a_display_name_is_trimmed_and_shown_on_the_dashboard() {
    let site = Site::open().await;
    let member = site.member().await;
    let response = member
        .submit("/account", "profile/set-display-name", &[("display_name", " Ada <b>Lovelace ")])
        .await;
    assert_eq!(
        (response.status, response.location()),
        (StatusCode::SEE_OTHER, "/account?done=name-saved#profile")
    );
    assert_eq!(site.account(&member).await["display_name"], "Ada <b>Lovelace");
    assert!(member.open("/dashboard").await.body.contains("Ada &lt;b&gt;Lovelace"));
    let page = member.open("/account?done=name-saved").await.body;
    assert!(
        page.contains("Name saved.") && page.contains("value=\"Ada &lt;b&gt;Lovelace\""),
        "{page}"
    );
}

#[tokio::test]
async fn an_empty_display_name_is_removed() {
    let site = Site::open().await;
    let member = site.member().await;
    member.call("profile/set-display-name", &[("display_name", "Ada")]).await;
    assert_eq!(
        member.call("profile/set-display-name", &[("display_name", " ")]).await.status,
        StatusCode::OK
    );
    assert_eq!(site.account(&member).await["display_name"], Value::Null);
}

#[tokio::test]
async fn an_invalid_display_name_changes_nothing() {
    let site = Site::open().await;
    let member = site.member().await;
    let before = site.account(&member).await;
    let too_long = "ä".repeat(DisplayName::MAX + 1);
    for (name, invalid) in [
        (&*too_long, ValidationError::new("display_name", Rule::MaxLength(DisplayName::MAX))),
        ("a\tb", ValidationError::new("display_name", Rule::Printable)),
    ] {
        let response = member.call("profile/set-display-name", &[("display_name", name)]).await;
        assert_eq!(response.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}");
        assert_eq!(response.error(), AppError::Invalid(invalid), "{name}");
    }
    assert_eq!(site.account(&member).await, before);
}

#[tokio::test]
async fn a_rejected_display_name_is_shown_without_the_earlier_success_message() {
    let site = Site::open().await;
    let member = site.member().await;
    let typed = "x".repeat(DisplayName::MAX + 1);
    let before = "/account?done=name-saved";
    let response =
        member.submit(before, "profile/set-display-name", &[("display_name", &typed)]).await;
    let page = response.rejected_form(StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(response.header("content-location"), before);
    assert!(
        page.contains("Display name can't be longer than 100 characters.") && page.contains(&typed),
        "{page}"
    );
    assert!(!page.contains("Name saved."), "{page}");
}
