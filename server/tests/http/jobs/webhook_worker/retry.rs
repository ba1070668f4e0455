//! An undelivered webhook is retried, and finally abandoned.

use std::time::Duration;

use reqwest::StatusCode;
use server::jobs::webhook_worker::{RESPONSE_TIMEOUT, run};
use tokio::io::AsyncReadExt;
use tokio_util::sync::CancellationToken;

use super::{Receiver, WebhookStack, client, listen};

#[tokio::test]
async fn a_rejected_or_redirected_webhook_is_retried_with_the_same_id() {
    let stack = WebhookStack::start(&[]).await;
    for (status, failure) in [
        (StatusCode::INTERNAL_SERVER_ERROR, "response status 500 Internal Server Error"),
        (StatusCode::TEMPORARY_REDIRECT, "response status 307 Temporary Redirect"),
    ] {
        let mut receiver = Receiver::responding(status).await;
        stack.set_endpoint(&receiver.url).await;
        stack.add_user().await;
        for attempt in 1..=2 {
            stack.deliver_due(&receiver.url, RESPONSE_TIMEOUT).await;
            let [(id, _)] = &receiver.received()[..] else { panic!("not once") };
            assert_eq!(
                stack.undelivered().await,
                [(id.clone(), attempt, false, Some(failure.to_owned()))]
            );
            stack.deliver_due(&receiver.url, RESPONSE_TIMEOUT).await;
            assert_eq!(receiver.received(), [], "it is not due yet");
            stack.make_due().await;
        }
    }
    stack.close().await;
}

#[tokio::test]
async fn retries_back_off_and_end_after_a_day() {
    let receiver = Receiver::responding(StatusCode::OK).await;
    let stack = WebhookStack::start(&[&receiver.url]).await;
    stack.add_user().await;
    for pause in [15, 45, 135, 405, 1_215, 3_645, 10_800, 10_800] {
        stack.make_due().await;
        assert_eq!(
            stack.identity.webhooks().claim(receiver.url.as_str(), 5).await.unwrap().len(),
            1
        );
        let due: f64 = sqlx::query_scalar(
            "select extract(epoch from next_attempt_at - now())::float8
             from identity.outgoing_webhooks",
        )
        .fetch_one(&stack.db)
        .await
        .unwrap();
        assert!(
            (f64::from(pause) - 10.0..=f64::from(pause)).contains(&due),
            "{due} of {pause} seconds"
        );
    }
    let expire =
        "update identity.outgoing_webhooks set next_attempt_at = now(), expires_at = now()";
    sqlx::query(expire).execute(&stack.db).await.unwrap();
    assert!(stack.identity.webhooks().claim(receiver.url.as_str(), 5).await.unwrap().is_empty());
    let [(_, 8, true, _)] = stack.undelivered().await[..] else {
        panic!("{:?}", stack.undelivered().await)
    };
    for (days, left) in [(29, 1), (31, 0)] {
        sqlx::query(
            "update identity.outgoing_webhooks
             set abandoned_at = now() - make_interval(days => $1)",
        )
        .bind(days)
        .execute(&stack.db)
        .await
        .unwrap();
        stack.identity.cleanup().await.unwrap();
        assert_eq!(stack.undelivered().await.len(), left, "after {days} days");
    }
    stack.close().await;
}

#[tokio::test]
async fn an_operator_lists_and_replays_an_abandoned_webhook() {
    let mut receiver = Receiver::responding(StatusCode::OK).await;
    let stack = WebhookStack::start(&[&receiver.url]).await;
    stack.add_user().await;
    let abandon = "update identity.outgoing_webhooks
                   set abandoned_at = now(), expires_at = now(), last_error = 'connection failed'";
    sqlx::query(abandon).execute(&stack.db).await.unwrap();
    stack.deliver_due(&receiver.url, RESPONSE_TIMEOUT).await;
    assert_eq!(receiver.received(), []);

    let list = stack.run_command(&["webhooks", "list"]).await.unwrap();
    for part in ["abandoned", "user.created", receiver.url.as_str(), "connection failed"] {
        assert!(list.contains(part), "{part}: {list}");
    }
    let id = list.split(' ').next().unwrap();
    stack.run_command(&["webhooks", "replay", id]).await.unwrap();
    stack.deliver_due(&receiver.url, RESPONSE_TIMEOUT).await;
    assert_eq!(
        (
            receiver.received()[0].0.as_str(),
            stack.run_command(&["webhooks", "list"]).await.unwrap()
        ),
        (id, String::new())
    );
    let again = stack.run_command(&["webhooks", "replay", id]).await.unwrap_err();
    assert!(again.to_string().contains("It was delivered"), "{again}");
    stack.close().await;
}

#[tokio::test]
async fn a_timeout_and_a_dropped_connection_are_retried() {
    let stack = WebhookStack::start(&[]).await;
    for (dies, failure) in [(false, "timed out"), (true, "connection closed without a response")] {
        let (listener, url) = listen().await;
        stack.set_endpoint(&url).await;
        stack.add_user().await;
        // Reads the request, then stays unresponsive or closes the connection.
        let received = tokio::spawn(async move {
            let (mut client, _) = listener.accept().await.unwrap();
            let mut request = String::new();
            while !request.contains("\"user.created\"") {
                let mut part = [0; 4096];
                let length = client.read(&mut part).await.unwrap();
                request.push_str(std::str::from_utf8(&part[..length]).unwrap());
            }
            (!dies).then_some(client)
        });
        let timeout = if dies { RESPONSE_TIMEOUT } else { Duration::from_millis(500) };
        stack.deliver_due(&url, timeout).await;
        let _silent = received.await.unwrap();
        let undelivered = stack.undelivered().await;
        assert_eq!((undelivered[0].1, undelivered[0].3.as_deref()), (1, Some(failure)));
    }
    stack.close().await;
}

#[tokio::test]
async fn an_unresponsive_endpoint_delays_no_other_and_the_worker_ends_on_shutdown() {
    let (unresponsive, unresponsive_url) = listen().await;
    let mut receiver = Receiver::responding(StatusCode::NO_CONTENT).await;
    let stack = WebhookStack::start(&[]).await;
    let shutdown = CancellationToken::new();
    let both = client(&[&unresponsive_url, &receiver.url], Duration::from_secs(5));
    let task = tokio::spawn(run(stack.identity.clone(), Some(both), shutdown.clone()));
    while sqlx::query_scalar::<_, i64>("select count(*) from identity.webhook_endpoints")
        .fetch_one(&stack.db)
        .await
        .unwrap()
        < 2
    {
        tokio::task::yield_now().await;
    }
    stack.add_user().await;
    let delivery = tokio::time::timeout(Duration::from_secs(4), receiver.deliveries.recv())
        .await
        .expect("delayed");
    assert_eq!(delivery.unwrap().1["type"], "user.created");
    shutdown.cancel();
    task.await.unwrap();
    drop(unresponsive);

    run(stack.identity.clone(), None, CancellationToken::new()).await;
    sqlx::query("delete from identity.outgoing_webhooks").execute(&stack.db).await.unwrap();
    stack.add_user().await;
    assert_eq!(stack.undelivered().await, [], "a server without endpoints writes none");
    stack.close().await;
}
