//! Reauthentication: `/api/reauthentication/…` and the page `/account/confirm`.

mod by_code;
mod by_passkey;
mod page;

use reqwest::StatusCode;
use serde_json::Value;

use crate::support::{Browser, Site, TestResponse};

const PAGE: &str = "/account/confirm";

/// A member with a passkey and a verified address who signed in eleven minutes ago.
async fn member_with_old_authentication(site: &Site) -> Browser {
    let member = site.member().await;
    site.verify(&member).await;
    site.age_authentication(&member).await;
    member
}

async fn begin(user: &Browser) -> String {
    user.call("reauthentication/begin", &[]).await.json().as_str().unwrap().to_owned()
}

async fn finish(user: &Browser, credential: &Value) -> TestResponse {
    user.call("reauthentication/finish", &[("credential", &credential.to_string())]).await
}

async fn send_code(site: &Site, user: &Browser) -> String {
    let response = user.call("reauthentication/send-code", &[]).await;
    assert_eq!(response.status, StatusCode::OK, "{}", response.body);
    site.code_to(&user.email).await
}

async fn assert_recently_authenticated(user: &Browser, expected: bool) {
    let response = user.call("passkeys/check-registration", &[]).await;
    assert_eq!(
        response.status,
        if expected { StatusCode::OK } else { StatusCode::FORBIDDEN },
        "{}",
        response.body
    );
}
