//! The log contains no secrets, no codes and nothing that users typed.

use std::{
    io::{self, Write},
    sync::{Arc, Mutex},
};

use reqwest::StatusCode;
use server::logging;
use tracing_subscriber::EnvFilter;

use crate::support::Site;

/// Everything that this process logs.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Log {
    /// Without the lines of the tests' own HTTP client.
    fn listen() -> Self {
        let log = Self::default();
        let writer = log.clone();
        tracing_subscriber::fmt()
            .with_env_filter(logging::filter(Some(EnvFilter::new("debug,cookie_store=off"))))
            .with_writer(move || writer.clone())
            .with_ansi(false)
            .init();
        log
    }

    fn text(&self) -> String {
        String::from_utf8(self.0.lock().unwrap().clone()).unwrap()
    }
}

#[tokio::test]
async fn secrets_codes_and_addresses_are_not_logged() {
    let log = Log::listen();
    let site = Site::open().await;
    let member = site.member().await;
    let mut secrets = vec![member.email.clone(), member.cookies.value("session").unwrap()];

    let guest = site.guest();
    guest.call("sign-up/send-code", &[("email", &guest.email)]).await;
    let code: String = sqlx::query_scalar(
        "select template ->> 'code' from identity.mail_queue where recipient = $1",
    )
    .bind(&guest.email)
    .fetch_one(&site.db)
    .await
    .unwrap();
    guest.call("sign-in/redeem-code", &[("code", "000000")]).await;
    assert_eq!(guest.call("sign-in/redeem-code", &[("code", &code)]).await.status, StatusCode::OK);
    secrets.extend([guest.email.clone(), code, guest.cookies.value("session").unwrap()]);

    let token = site.identity.recovery().create_link(site.id_of(&member).await).await.unwrap();
    site.guest().open(&format!("/recover?token={token}")).await;
    assert_eq!(
        site.guest().call("recovery/redeem-link", &[("token", &token)]).await.status,
        StatusCode::OK
    );
    site.guest().call("recovery/redeem-code", &[("code", "abcde-fghjk-mnpqr-stuv2")]).await;
    member.add_task("Buy a ring").await;
    secrets.extend([token, "fghjk-mnpqr".to_owned(), "Buy a ring".to_owned()]);
    // An error is logged with its cause, which must not name the user either.
    member.call("tasks/edit", &[("id", "nonsense"), ("name", "Buy a ring")]).await;

    let log = log.text();
    assert!(log.contains("recovery/redeem-link"), "requests are logged: {log}");
    for secret in secrets {
        let logged = log.lines().find(|line| line.contains(&secret));
        assert!(logged.is_none(), "{secret} is in the log: {logged:?}");
    }
}
