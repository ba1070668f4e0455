//! Forms with fields that claim the identity of another user.

use reqwest::StatusCode;

use super::{rows, user_id};
use crate::support::{Browser, Site, Tampering, TestResponse};

/// Fields that a server function must ignore.
struct Spoof([(&'static str, String); 9]);

impl Spoof {
    /// Claims the identity of `victim`, and privileges.
    async fn of(site: &Site, victim: &Browser) -> Self {
        let id = site.id_of(victim).await.to_string();
        Self([
            ("user_id", id.clone()),
            ("id", id.clone()),
            ("sub", id),
            ("email", victim.email.clone()),
            ("email_verified_at", "2020-01-01T00:00:00Z".into()),
            ("created_at", "2020-01-01T00:00:00Z".into()),
            ("display_name", "Stolen".into()),
            ("role", "service_role".into()),
            ("aal", "aal3".into()),
        ])
    }

    /// Calls a server function with its `own` fields, and with the claims before and after them.
    async fn call(&self, user: &Browser, function: &str, own: &[(&str, &str)]) -> TestResponse {
        let claims = self.0.iter().map(|(name, value)| (*name, &**value));
        let claims = claims.filter(|(name, _)| own.iter().all(|(field, _)| field != name));
        let (before, after): (Vec<_>, Vec<_>) = claims.partition(|(name, _)| name.len() % 2 == 0);
        let response = user.call(function, &[&before, own, &after].concat()).await;
        assert_eq!(response.status, StatusCode::OK, "{function}: {}", response.body);
        response
    }
}

#[tokio::test]
async fn claims_in_a_body_do_not_choose_the_new_account() {
    let site = Site::open().await;
    let victim = site.member().await;
    let (before, claims) = (site.account(&victim).await, Spoof::of(&site, &victim).await);

    let by_passkey = site.guest();
    let options =
        claims.call(&by_passkey, "sign-up/begin", &[("email", &by_passkey.email)]).await.json();
    let credential =
        by_passkey.authenticator.create(options.as_str().unwrap(), Tampering::None).await;
    claims.call(&by_passkey, "sign-up/finish", &[("credential", &credential.to_string())]).await;

    let by_code = site.guest();
    claims.call(&by_code, "sign-up/send-code", &[("email", &by_code.email)]).await;
    let code = site.code_to(&by_code.email).await;
    claims.call(&by_code, "sign-in/redeem-code", &[("code", &code)]).await;

    for (user, verified) in [(&by_passkey, false), (&by_code, true)] {
        let (me, id) = (user.open("/api/me").await.json(), user_id(user).await);
        assert_eq!(me["email"], user.email);
        assert_ne!(me["aal"], "aal3");
        assert_eq!(rows(&site, &user.email).await, [(id, verified, None)]);
    }
    assert_eq!(rows(&site, &victim.email).await.len(), 1);
    assert_eq!(site.account(&victim).await, before);
}

#[tokio::test]
async fn claims_in_a_body_do_not_reach_another_account() {
    let site = Site::open().await;
    let (victim, thief) = (site.member().await, site.member().await);
    let (before, claims) = (site.account(&victim).await, Spoof::of(&site, &victim).await);
    let more = site.guest().email;
    let mut responses = vec![
        claims.call(&thief, "account/current", &[]).await,
        claims.call(&thief, "account/load", &[]).await,
        claims.call(&thief, "profile/set-display-name", &[("display_name", "Eve")]).await,
        claims.call(&thief, "emails/add", &[("email", &more)]).await,
    ];
    let code = site.code_to(&more).await;
    responses.push(claims.call(&thief, "emails/verify", &[("code", &code)]).await);
    let id = site.id_of(&victim).await;
    for path in ["/account", "/account/export", "/api/me"] {
        responses
            .push(thief.open(&format!("{path}?user_id={id}&id={id}&email={}", victim.email)).await);
    }
    for response in responses {
        let body = response.body_without_return_to();
        assert!(!body.contains(&victim.email) && !body.contains(&id.to_string()), "{body}");
    }
    let row = rows(&site, &thief.email).await;
    assert_eq!(
        row,
        [(user_id(&thief).await, false, Some("Eve".to_owned()))],
        "the address of the sign-up is unverified"
    );

    claims.call(&thief, "account/delete", &[("email", &thief.email)]).await;
    assert_eq!(rows(&site, &thief.email).await, []);
    assert_eq!(site.account(&victim).await, before);
}
