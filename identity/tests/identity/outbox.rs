//! The outbox: each mail is somebody's once, comes back when it wasn't sent, and goes when it was.

use identity::{Device, EmailTemplate};
use sqlx::{Connection, PgConnection};
use uuid::Uuid;

use crate::support::{Installation, Person};

#[tokio::test]
async fn mail_that_is_due_is_claimed_once() {
    let (here, _turn) = alone().await;
    let ada = written_to(&here).await;
    let claims = tokio::join!(here.identity.mail_queue().claim(1), here.identity.mail_queue().claim(1));
    let mail: Vec<_> = [claims.0.unwrap(), claims.1.unwrap()].into_iter().flatten().collect();
    let mine: Vec<_> = mail.iter().filter(|mail| mail.recipient == ada.email).collect();
    assert_eq!(mine.len(), 1);
    assert!(mine[0].template == EmailTemplate::SignUpCode { code: here.code_for(&ada).await });
}

#[tokio::test]
async fn mail_that_was_not_sent_comes_back_later_and_later() {
    let (here, _turn) = alone().await;
    let ada = written_to(&here).await;
    for (attempt, pause) in [5, 10, 20, 40, 80, 160, 300, 300].into_iter().enumerate() {
        make_due(&here, &ada).await;
        assert_eq!(here.identity.mail_queue().claim(1).await.unwrap()[0].recipient, ada.email);
        let (attempts, due): (i32, i32) = sqlx::query_as(
            "select attempts, round(extract(epoch from next_attempt_at - now()))::int from identity.mail_queue where recipient = $1",
        )
        .bind(&ada.email)
        .fetch_one(&here.db)
        .await
        .unwrap();
        assert_eq!(usize::try_from(attempts).unwrap(), attempt + 1);
        assert!((pause - 3..=pause).contains(&due), "{due} of {pause} seconds");
    }
}

#[tokio::test]
async fn mail_that_was_sent_is_gone() {
    let (here, _turn) = alone().await;
    let ada = written_to(&here).await;
    here.identity.mail_queue().mark_sent(id_of(&here, &ada).await).await.unwrap();
    assert!(here.letters(&ada).await.is_empty());
}

#[tokio::test]
async fn mail_whose_time_is_over_is_dropped_and_not_sent() {
    let (here, _turn) = alone().await;
    let ada = written_to(&here).await;
    here.set_mail(&ada, "expires_at = now()").await;
    let claimed = here.identity.mail_queue().claim(1).await.unwrap();
    assert!(claimed.iter().all(|mail| mail.recipient != ada.email));
    assert!(here.letters(&ada).await.is_empty());
}

#[tokio::test]
async fn a_development_mailbox_shows_what_it_kept_and_sends_it_to_nobody() {
    let (here, _turn) = alone().await;
    let (ada, eve) = (written_to(&here).await, written_to(&here).await);
    for person in [&ada, &eve] {
        here.identity.mail_queue().archive(id_of(&here, person).await).await.unwrap();
    }
    let kept = here.identity.mail_queue().list_archived().await.unwrap();
    let place = |person: &Person| kept.iter().position(|mail| mail.recipient == person.email).unwrap();
    assert!(place(&eve) < place(&ada), "the newest comes first");
    assert!(kept[place(&ada)].template == EmailTemplate::SignUpCode { code: here.code_for(&ada).await });
    assert!(kept.len() <= 50);

    let claimed = here.identity.mail_queue().claim(1).await.unwrap();
    assert!(claimed.iter().all(|mail| mail.recipient != ada.email && mail.recipient != eve.email));
}

#[tokio::test]
async fn a_code_that_was_refused_leaves_no_mail() {
    let (here, _turn) = alone().await;
    let ada = written_to(&here).await;
    let device = Device::default();
    for _ in 0..9 {
        let _ = here.identity.codes().send_for_sign_up(&here.browser(), &ada.email, &device).await;
    }
    assert_eq!(here.letters(&ada).await.len(), 5);
}

/// An installation, and the turn of this test to claim mail: there is one outbox for all of them.
async fn alone() -> (Installation, PgConnection) {
    let here = Installation::new().await;
    let mut turn = PgConnection::connect_with(&here.db.connect_options()).await.unwrap();
    sqlx::query("select pg_advisory_lock(hashtext('outbox'))").execute(&mut turn).await.unwrap();
    (here, turn)
}

/// Somebody with a mail that is due before all others.
async fn written_to(here: &Installation) -> Person {
    let person = Person::new();
    here.identity.codes().send_for_sign_up(&here.browser(), &person.email, &Device::default()).await.unwrap();
    make_due(here, &person).await;
    person
}

async fn make_due(here: &Installation, person: &Person) {
    here.set_mail(person, "next_attempt_at = now() - interval '1 day'").await;
}

async fn id_of(here: &Installation, person: &Person) -> Uuid {
    sqlx::query_scalar("select id from identity.mail_queue where recipient = $1")
        .bind(&person.email)
        .fetch_one(&here.db)
        .await
        .unwrap()
}
