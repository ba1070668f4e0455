//! Reauthentication: `/api/confirm/…` and the page `/account/confirm`.

mod by_code;
mod by_passkey;
mod page;

use reqwest::StatusCode;
use serde_json::Value;

use crate::support::{Browser, Site, TestResponse};

const PAGE: &str = "/account/confirm";

/// A member with a passkey and a verified address who signed in eleven minutes ago.
async fn idle(site: &Site) -> Browser {
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

async fn assert_confirmed(user: &Browser, confirmed: bool) {
    let may = user.call("passkeys/check-registration", &[]).await;
    assert_eq!(
        may.status,
        if confirmed { StatusCode::OK } else { StatusCode::FORBIDDEN },
        "{}",
        may.body
    );
}
