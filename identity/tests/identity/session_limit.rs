//! Ten sessions a person: whoever signs in once more ends the oldest one.

use identity::Device;
use tower_sessions::Session;

use crate::support::{Installation, Person};

#[tokio::test]
async fn the_eleventh_session_ends_the_oldest() {
    let (here, ada) = (Installation::new().await, Person::new());
    let sessions = ten(&here, &ada).await;
    let eleventh = here.sign_in(&ada).await;

    assert!(here.who(sessions[0].id()).await.is_none());
    for browser in sessions[1..].iter().chain([&eleventh]) {
        assert!(here.who(browser.id()).await.is_some());
    }
    here.sign_in(&ada).await;
    assert!(here.who(sessions[1].id()).await.is_none());
    assert_eq!(here.traces(&ada).await.sessions, 10);
}

#[tokio::test]
async fn however_the_person_signs_in() {
    let (here, ada) = (Installation::new().await, Person::new());
    let sessions = ten(&here, &ada).await;
    let member = here.member(&sessions[9]).await;
    let link = here.identity.recovery().create_link(member.user_id).await.unwrap();
    here.identity.recovery().redeem_link(&here.browser(), &link, &Device::default()).await.unwrap();

    assert!(here.who(sessions[0].id()).await.is_none());
    assert!(here.who(sessions[1].id()).await.is_some());
    assert_eq!(here.traces(&ada).await.sessions, 10);
}

#[tokio::test]
async fn the_oldest_is_the_one_that_began_first_however_lately_it_was_used() {
    let (here, ada) = (Installation::new().await, Person::new());
    let sessions = ten(&here, &ada).await;
    here.set_session(sessions[1].id(), "last_used_at = now() - interval '2 days'").await;
    here.sign_in(&ada).await;
    assert!(here.who(sessions[0].id()).await.is_none());
    assert!(here.who(sessions[1].id()).await.is_some());
}

#[tokio::test]
async fn a_session_that_is_replaced_ends_no_other() {
    let (here, ada) = (Installation::new().await, Person::new());
    let sessions = ten(&here, &ada).await;
    here.confirm(&sessions[4], &ada).await.unwrap();
    here.try_sign_in(&sessions[5], &ada).await.unwrap();
    for browser in &sessions {
        assert!(here.who(browser.id()).await.is_some());
    }
}

#[tokio::test]
async fn the_sessions_of_others_and_of_guests_do_not_count() {
    let (here, ada, bob) = (Installation::new().await, Person::new(), Person::new());
    let sessions = ten(&here, &ada).await;
    let neighbour = here.sign_up(&bob).await;
    let guest = here.browser();
    here.identity.sign_in().begin(&guest, identity::Mediation::Button).await.unwrap();
    for browser in sessions.iter().chain([&neighbour]) {
        assert!(here.who(browser.id()).await.is_some());
    }
    here.sign_in(&ada).await;
    assert!(here.who(neighbour.id()).await.is_some());
    assert_eq!(here.sessions(guest.id()).await, 1);
}

/// The person's sessions, the oldest first.
async fn ten(here: &Installation, person: &Person) -> Vec<Session> {
    let mut sessions = vec![here.sign_up(person).await];
    while sessions.len() < 10 {
        sessions.push(here.sign_in(person).await);
    }
    sessions
}
