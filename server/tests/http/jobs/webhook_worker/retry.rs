//! What is not received is told again, and then parked.

use std::time::Duration;

use reqwest::StatusCode;
use server::jobs::webhook_worker::{TIMEOUT, run};
use tokio::{io::AsyncReadExt, sync::watch};

use super::{Receiver, listen, messenger, telling};

#[tokio::test]
async fn a_webhook_that_is_refused_or_redirected_is_sent_again_under_the_same_id() {
    let here = telling(&[]).await;
    for (status, failure) in [
        (StatusCode::INTERNAL_SERVER_ERROR, "answered 500 Internal Server Error"),
        (StatusCode::TEMPORARY_REDIRECT, "answered 307 Temporary Redirect"),
    ] {
        let mut receiver = Receiver::answering(status).await;
        here.tell(&receiver.url).await;
        here.add_user().await;
        for attempt in 1..=2 {
            here.round(&receiver.url, TIMEOUT).await;
            let [(id, _)] = &receiver.heard()[..] else { panic!("not once") };
            assert_eq!(here.unsent().await, [(id.clone(), attempt, false, Some(failure.to_owned()))]);
            here.round(&receiver.url, TIMEOUT).await;
            assert_eq!(receiver.heard(), [], "not before it is due");
            here.make_due().await;
        }
    }
    here.close().await;
}

#[tokio::test]
async fn a_webhook_waits_longer_and_longer_and_is_parked_after_a_day() {
    let receiver = Receiver::answering(StatusCode::OK).await;
    let here = telling(&[&receiver.url]).await;
    here.add_user().await;
    for pause in [15, 45, 135, 405, 1_215, 3_645, 10_800, 10_800] {
        here.make_due().await;
        assert_eq!(here.identity.webhooks().claim(receiver.url.as_str(), 5).await.unwrap().len(), 1);
        let due: f64 =
            sqlx::query_scalar("select extract(epoch from next_attempt_at - now())::float8 from identity.outgoing_webhooks")
                .fetch_one(&here.db)
                .await
                .unwrap();
        assert!((f64::from(pause) - 10.0..=f64::from(pause)).contains(&due), "{due} of {pause} seconds");
    }
    let late = "update identity.outgoing_webhooks set next_attempt_at = now(), expires_at = now()";
    sqlx::query(late).execute(&here.db).await.unwrap();
    assert!(here.identity.webhooks().claim(receiver.url.as_str(), 5).await.unwrap().is_empty());
    let [(_, 8, true, _)] = here.unsent().await[..] else { panic!("{:?}", here.unsent().await) };
    for (days, left) in [(29, 1), (31, 0)] {
        sqlx::query("update identity.outgoing_webhooks set abandoned_at = now() - make_interval(days => $1)")
            .bind(days)
            .execute(&here.db)
            .await
            .unwrap();
        here.identity.cleanup().await.unwrap();
        assert_eq!(here.unsent().await.len(), left, "after {days} days");
    }
    here.close().await;
}

#[tokio::test]
async fn a_parked_webhook_is_listed_and_replayed_by_an_operator() {
    let mut receiver = Receiver::answering(StatusCode::OK).await;
    let here = telling(&[&receiver.url]).await;
    here.add_user().await;
    let park = "update identity.outgoing_webhooks set abandoned_at = now(), expires_at = now(), last_error = 'no connection'";
    sqlx::query(park).execute(&here.db).await.unwrap();
    here.round(&receiver.url, TIMEOUT).await;
    assert_eq!(receiver.heard(), []);

    let list = here.server(&["webhooks", "list"]).await.unwrap();
    for part in ["parked", "user.created", receiver.url.as_str(), "no connection"] {
        assert!(list.contains(part), "{part}: {list}");
    }
    let id = list.split(' ').next().unwrap();
    here.server(&["webhooks", "replay", id]).await.unwrap();
    here.round(&receiver.url, TIMEOUT).await;
    assert_eq!(
        (receiver.heard()[0].0.as_str(), here.server(&["webhooks", "list"]).await.unwrap()),
        (id, String::new())
    );
    let again = here.server(&["webhooks", "replay", id]).await.unwrap_err();
    assert!(again.to_string().contains("has been received"), "{again}");
    here.close().await;
}

#[tokio::test]
async fn an_endpoint_that_never_answers_or_dies_gets_its_webhook_again() {
    let here = telling(&[]).await;
    for (dies, failure) in [(false, "no answer in time"), (true, "the connection ended without an answer")] {
        let (listener, url) = listen().await;
        here.tell(&url).await;
        here.add_user().await;
        // Reads what it is told, and then keeps silent or goes.
        let received = tokio::spawn(async move {
            let (mut client, _) = listener.accept().await.unwrap();
            let mut told = String::new();
            while !told.contains("\"user.created\"") {
                let mut part = [0; 4096];
                let length = client.read(&mut part).await.unwrap();
                told.push_str(std::str::from_utf8(&part[..length]).unwrap());
            }
            (!dies).then_some(client)
        });
        let timeout = if dies { TIMEOUT } else { Duration::from_millis(500) };
        here.round(&url, timeout).await;
        let _silent = received.await.unwrap();
        let unsent = here.unsent().await;
        assert_eq!((unsent[0].1, unsent[0].3.as_deref()), (1, Some(failure)));
    }
    here.close().await;
}

#[tokio::test]
async fn a_dead_endpoint_delays_no_other_webhook_and_the_task_goes_when_told() {
    let (silent, dead) = listen().await;
    let mut receiver = Receiver::answering(StatusCode::NO_CONTENT).await;
    let here = telling(&[]).await;
    let (stop, stopped) = watch::channel(());
    let both = messenger(&[&dead, &receiver.url], Duration::from_secs(5));
    let task = tokio::spawn(run(here.identity.clone(), Some(both), stopped));
    while sqlx::query_scalar::<_, i64>("select count(*) from identity.webhook_endpoints")
        .fetch_one(&here.db)
        .await
        .unwrap()
        < 2
    {
        tokio::task::yield_now().await;
    }
    here.add_user().await;
    let told = tokio::time::timeout(Duration::from_secs(4), receiver.heard.recv()).await.expect("delayed");
    assert_eq!(told.unwrap().1["type"], "user.created");
    drop(stop);
    task.await.unwrap();
    drop(silent);

    let (_stop, stopped) = watch::channel(());
    run(here.identity.clone(), None, stopped).await;
    sqlx::query("delete from identity.outgoing_webhooks").execute(&here.db).await.unwrap();
    here.add_user().await;
    assert_eq!(here.unsent().await, [], "a server without endpoints ends it");
    here.close().await;
}
