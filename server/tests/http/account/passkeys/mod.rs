//! `/api/passkeys/…`, the page that adds a passkey, and the list on the account page.

mod access;
mod add;
mod list;

use reqwest::StatusCode;
use serde_json::Value;

use crate::support::{Browser, Site, Tampering, TestResponse, VirtualAuthenticator};

/// The creation options.
async fn begin(user: &Browser) -> String {
    let response = user.call("passkeys/begin-registration", &[]).await;
    assert_eq!(response.status, StatusCode::OK, "{}", response.body);
    response.json().as_str().unwrap().to_owned()
}

async fn finish(user: &Browser, credential: &Value) -> TestResponse {
    user.call("passkeys/finish-registration", &[("credential", &credential.to_string())]).await
}

/// Another authenticator with an added passkey.
async fn another_device(user: &Browser) -> VirtualAuthenticator {
    let device = VirtualAuthenticator::new(user.origin());
    let credential = device.create(&begin(user).await, Tampering::None).await;
    let response = finish(user, &credential).await;
    assert_eq!(
        (response.status, response.json()),
        (StatusCode::OK, Value::Null),
        "{}",
        response.body
    );
    device
}

async fn only_id(site: &Site, user: &Browser) -> String {
    site.passkeys(user).await.remove(0).0
}
