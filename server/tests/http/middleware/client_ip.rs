//! Whose request it is, behind a proxy and without one.

use reqwest::{Method, header::ACCEPT};

use crate::support::{Answer, Browser, Setup, Site};

/// The address that the session of this person has, after a sign-in that says to be passed on for `forwarded`.
async fn address(site: &Site, person: &Browser, forwarded: &str) -> String {
    let call = async |function: &str, fields: &[(&str, &str)]| {
        let request = person.request(Method::POST, &format!("/api/{function}")).header("X-Forwarded-For", forwarded);
        Answer::of(request.header("Sec-Fetch-Site", "same-origin").header(ACCEPT, "application/json").form(fields))
            .await
    };
    let options = call("sign-in/begin", &[("autofill", "false")]).await.json();
    let credential =
        person.authenticator.get(options.as_str().unwrap(), crate::support::Tampering::None).await.to_string();
    call("sign-in/finish", &[("credential", &credential), ("autofill", "false")]).await;
    sqlx::query_scalar("select ip_address from identity.sessions where user_id = $1 order by created_at desc limit 1")
        .bind(site.id_of(person).await)
        .fetch_one(&site.db)
        .await
        .unwrap()
}

#[tokio::test]
async fn behind_a_proxy_the_last_address_counts_that_the_proxy_has_written() {
    let site = Site::with(Setup { proxied: true, ..Setup::NORMAL }).await;
    let member = site.member().await;
    assert_eq!(address(&site, &member, "203.0.113.9, 198.51.100.7").await, "198.51.100.7");
}

#[tokio::test]
async fn without_a_proxy_nobody_is_believed() {
    let site = Site::open().await;
    let member = site.member().await;
    assert_eq!(address(&site, &member, "203.0.113.9").await, "127.0.0.1");
}
