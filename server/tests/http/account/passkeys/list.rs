//! The list of passkeys: renaming and deleting.

use app::{
    account::model::PasskeyName,
    error::AppError,
    model::validation::{Rule, ValidationError},
};
use reqwest::StatusCode;

use super::{another_device, only_id};
use crate::support::{Site, Tampering, encode};

#[tokio::test]
async fn the_list_contains_the_credential_ids_for_the_signal_api() {
    let site = Site::open().await;
    let member = site.member().await;
    let device = another_device(&member).await;
    let alone = "update identity.passkeys
                 set credential = jsonb_set(credential, '{cred,backup_state}', 'false')
                 where credential_id = $1";
    sqlx::query(alone).bind(device.credential_id().unwrap()).execute(&site.db).await.unwrap();
    let page = member.open("/account").await.body;
    let all = [&member.authenticator, &device]
        .map(|device| encode(&device.credential_id().unwrap()))
        .join(" ");
    let handle = encode(site.id_of(&member).await.as_bytes());
    for attribute in [("credentials", &all), ("user", &handle), ("name", &member.email)] {
        assert!(
            page.contains(&format!("data-{}=\"{}\"", attribute.0, attribute.1)),
            "{attribute:?}: {page}"
        );
    }
    for word in ["Synced", "Not synced", "Never used"] {
        assert!(page.contains(word), "{word}: {page}");
    }
}

#[tokio::test]
async fn a_passkey_is_renamed() {
    let site = Site::open().await;
    let member = site.member().await;
    let id = only_id(&site, &member).await;
    site.age_authentication(&member).await;
    let response = member
        .submit("/account", "passkeys/rename", &[("id", &id), ("name", " My <b>phone ")])
        .await;
    assert_eq!(
        (response.status, response.location()),
        (StatusCode::SEE_OTHER, "/account?done=passkey-renamed#passkeys")
    );
    assert_eq!(site.passkeys(&member).await, [(id, "My <b>phone".to_owned())]);
    assert!(member.open("/account").await.body.contains("My &lt;b&gt;phone"));
}

#[tokio::test]
async fn an_invalid_name_is_rejected_beside_its_field() {
    let site = Site::open().await;
    let member = site.member().await;
    let before = site.passkeys(&member).await;
    let id = &before[0].0;
    let too_long = "ü".repeat(PasskeyName::MAX + 1);
    for (name, invalid) in [
        (" ", ValidationError::new("name", Rule::Required)),
        (&*too_long, ValidationError::new("name", Rule::MaxLength(PasskeyName::MAX))),
        ("a\tb", ValidationError::new("name", Rule::Printable)),
    ] {
        let response = member.call("passkeys/rename", &[("id", id), ("name", name)]).await;
        assert_eq!(response.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}");
        assert_eq!(response.error(), AppError::Invalid(invalid), "{name}");
    }
    assert_eq!(site.passkeys(&member).await, before);

    let response =
        member.submit("/account", "passkeys/rename", &[("id", id), ("name", &too_long)]).await;
    let page = response.rejected_form(StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        page.contains("<details open") && page.contains("be longer than 100 characters"),
        "{page}"
    );
    assert!(page.contains(&format!("value=\"{too_long}\"")), "{page}");
}

#[tokio::test]
async fn a_deleted_passkey_no_longer_signs_in() {
    let site = Site::open().await;
    let member = site.member().await;
    let id = only_id(&site, &member).await;
    another_device(&member).await;
    let response = member.submit("/account", "passkeys/delete", &[("id", &id)]).await;
    assert_eq!(
        (response.status, response.location()),
        (StatusCode::SEE_OTHER, "/account?done=passkey-deleted#passkeys")
    );
    assert_eq!(site.passkeys(&member).await.len(), 1);

    member.call("sign-out", &[]).await;
    let options = member.call("sign-in/begin", &[("autofill", "false")]).await.json();
    let credential =
        member.authenticator.get(options.as_str().unwrap(), Tampering::None).await.to_string();
    let response =
        member.call("sign-in/finish", &[("credential", &credential), ("autofill", "false")]).await;
    assert_eq!(
        (response.status, response.error()),
        (StatusCode::UNAUTHORIZED, AppError::UnknownPasskey)
    );
}

#[tokio::test]
async fn the_last_credential_cannot_be_deleted() {
    let site = Site::open().await;
    let member = site.member().await;
    let id = only_id(&site, &member).await;
    let response = member.call("passkeys/delete", &[("id", &id)]).await;
    assert_eq!(
        (response.status, response.error()),
        (StatusCode::CONFLICT, AppError::LastCredential)
    );
    assert_eq!(site.passkeys(&member).await.len(), 1);

    // Posted by the reauthentication page, the response to the form is the account page.
    let response = member.submit("/account/confirm", "passkeys/delete", &[("id", &id)]).await;
    let page = response.rejected_form(StatusCode::CONFLICT);
    assert_eq!(response.header("content-location"), "/account");
    assert!(page.contains("This is your only way to sign in"), "{page}");

    site.verify(&member).await;
    assert_eq!(member.call("passkeys/delete", &[("id", &id)]).await.status, StatusCode::OK);
    assert!(member.open("/account").await.body.contains("You don't have a passkey yet"));
}

#[tokio::test]
async fn without_javascript_a_code_reauthenticates_and_the_passkey_is_deleted() {
    let site = Site::open().await;
    let member = site.member().await;
    site.verify(&member).await;
    let id = only_id(&site, &member).await;
    site.age_authentication(&member).await;

    let response = member.submit("/account", "passkeys/delete", &[("id", &id)]).await;
    assert_eq!((response.status, response.location()), (StatusCode::SEE_OTHER, "/account/confirm"));
    assert!(member.open("/account/confirm").await.body.contains("Email me a code"));
    let response =
        member.submit("/account/confirm", "reauthentication/send-code", &[("next", "")]).await;
    assert_eq!((response.status, response.location()), (StatusCode::SEE_OTHER, "/account/confirm"));
    let page = member.open("/account/confirm").await.body;
    for field in [("then", "/api/passkeys/delete"), ("id", &id)] {
        assert!(
            page.contains(&format!("name=\"{}\" value=\"{}\"", field.0, field.1)),
            "{field:?}: {page}"
        );
    }

    let code = site.code_to(&member.email).await;
    let fields = [("then", "/api/passkeys/delete"), ("next", ""), ("id", &id), ("code", &code)];
    let response = member.submit("/account/confirm", "reauthentication/redeem-code", &fields).await;
    assert_eq!(
        (response.status, response.location()),
        (StatusCode::TEMPORARY_REDIRECT, "/api/passkeys/delete")
    );
    let response = member.submit("/account/confirm", "passkeys/delete", &fields).await;
    assert_eq!(
        (response.status, response.location()),
        (StatusCode::SEE_OTHER, "/account?done=passkey-deleted#passkeys")
    );
    assert!(site.passkeys(&member).await.is_empty());
}
