//! `/api/passkeys/…`, the page that adds one, and the list on the account page.

mod access;
mod add;
mod list;

use reqwest::StatusCode;
use serde_json::Value;

use crate::support::{Answer, Browser, Site, Tampering, VirtualAuthenticator};

/// What the server asks a device for.
async fn begin(person: &Browser) -> String {
    let answer = person.call("passkeys/begin-registration", &[]).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    answer.json().as_str().unwrap().to_owned()
}

async fn finish(person: &Browser, credential: &Value) -> Answer {
    person.call("passkeys/finish-registration", &[("credential", &credential.to_string())]).await
}

/// The device of this person from now on, with a passkey of its own.
async fn another_device(person: &Browser) -> VirtualAuthenticator {
    let device = VirtualAuthenticator::new(person.origin());
    let credential = device.create(&begin(person).await, Tampering::None).await;
    let answer = finish(person, &credential).await;
    assert_eq!((answer.status, answer.json()), (StatusCode::OK, Value::Null), "{}", answer.body);
    device
}

async fn only_id(site: &Site, person: &Browser) -> String {
    site.passkeys(person).await.remove(0).0
}
