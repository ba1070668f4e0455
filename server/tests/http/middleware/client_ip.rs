//! The client's address, behind a proxy and without one.

use reqwest::{Method, header::ACCEPT};

use crate::support::{Browser, Setup, Site, TestResponse};

/// The address in the session after a sign-in with the header `X-Forwarded-For: {forwarded}`.
async fn address(site: &Site, user: &Browser, forwarded: &str) -> String {
    let call = async |function: &str, fields: &[(&str, &str)]| {
        let request = user
            .request(Method::POST, &format!("/api/{function}"))
            .header("X-Forwarded-For", forwarded);
        TestResponse::of(
            request
                .header("Sec-Fetch-Site", "same-origin")
                .header(ACCEPT, "application/json")
                .form(fields),
        )
        .await
    };
    let options = call("sign-in/begin", &[("autofill", "false")]).await.json();
    let credential = user
        .authenticator
        .get(options.as_str().unwrap(), crate::support::Tampering::None)
        .await
        .to_string();
    call("sign-in/finish", &[("credential", &credential), ("autofill", "false")]).await;
    sqlx::query_scalar(
        "select ip_address from identity.sessions where user_id = $1
         order by created_at desc limit 1",
    )
    .bind(site.id_of(user).await)
    .fetch_one(&site.db)
    .await
    .unwrap()
}

#[tokio::test]
async fn behind_a_proxy_the_rightmost_address_is_the_client() {
    let site = Site::with(Setup { proxied: true, ..Setup::NORMAL }).await;
    let member = site.member().await;
    assert_eq!(address(&site, &member, "203.0.113.9, 198.51.100.7").await, "198.51.100.7");
}

#[tokio::test]
async fn without_a_proxy_the_header_is_ignored() {
    let site = Site::open().await;
    let member = site.member().await;
    assert_eq!(address(&site, &member, "203.0.113.9").await, "127.0.0.1");
}
