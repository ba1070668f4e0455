//! Sessions: who holds the cookie is the member, until it is over.

use std::time::Duration;

use identity::{Device, SessionLimits, Mediation};
use time::OffsetDateTime;
use tower_sessions::session::Id;

use crate::support::{Deceit, Installation, Person, installation::hash};

#[tokio::test]
async fn the_database_never_sees_the_id_in_the_cookie() {
    let (here, ada) = (Installation::new().await, Person::new());
    let cookie = here.sign_up(&ada).await.id().unwrap();

    let row: String = sqlx::query_scalar("select row_to_json(s)::text from identity.sessions s where id_hash = $1")
        .bind(hash(cookie))
        .fetch_one(&here.db)
        .await
        .unwrap();
    let hex = format!("{:032x}", u128::from_be_bytes(cookie.0.to_le_bytes()));
    for trace in [cookie.to_string(), cookie.0.to_string(), hex] {
        assert!(!row.contains(&trace), "{row}");
    }
}

#[tokio::test]
async fn signing_in_changes_the_id_and_ends_the_guest_s() {
    let (here, ada) = (Installation::new().await, Person::new());
    here.sign_up(&ada).await;
    let browser = here.browser();
    let options = here.identity.sign_in().begin(&browser, Mediation::Button).await.unwrap();
    let guest = browser.id();
    let response = ada.device.get(&options, Deceit::Nothing).await;
    here.finish_sign_in(&browser, &response).await.unwrap();

    assert!(guest.is_some() && browser.id().is_some());
    assert_ne!(browser.id(), guest);
    assert_eq!((here.sessions(guest).await, here.sessions(browser.id()).await), (0, 1));
    assert!(here.who(guest).await.is_none());
}

#[tokio::test]
async fn signing_in_again_ends_the_session_before() {
    let (here, ada) = (Installation::new().await, Person::new());
    let browser = here.sign_up(&ada).await;
    let before = browser.id();
    let options = here.identity.sign_in().begin(&browser, Mediation::Button).await.unwrap();
    let response = ada.device.get(&options, Deceit::Nothing).await;
    here.finish_sign_in(&browser, &response).await.unwrap();

    assert!(here.who(before).await.is_none());
    assert!(here.who(browser.id()).await.is_some());
    assert_eq!(here.traces(&ada).await.sessions, 1);
}

#[tokio::test]
async fn signing_out_ends_the_session_and_its_id() {
    let (here, ada) = (Installation::new().await, Person::new());
    let browser = here.sign_up(&ada).await;
    let (cookie, elsewhere) = (browser.id(), here.at_next_request(browser.id()));
    here.identity.sessions().sign_out(&browser).await.unwrap();

    assert_eq!(browser.id(), None);
    assert!(here.who(cookie).await.is_none());
    assert_eq!(here.traces(&ada).await.sessions, 0);

    // A request that was under way brings nothing back.
    here.identity.sign_in().begin(&elsewhere, Mediation::Button).await.unwrap();
    assert_ne!(elsewhere.id(), cookie);
    assert!(here.who(cookie).await.is_none());
}

#[tokio::test]
async fn signing_out_ends_this_session_only() {
    let (here, ada) = (Installation::new().await, Person::new());
    let (phone, laptop) = (here.sign_up(&ada).await, here.browser());
    let options = here.identity.sign_in().begin(&laptop, Mediation::Button).await.unwrap();
    let response = ada.device.get(&options, Deceit::Nothing).await;
    here.finish_sign_in(&laptop, &response).await.unwrap();

    here.identity.sessions().sign_out(&phone).await.unwrap();
    assert!(here.who(laptop.id()).await.is_some());
}

#[tokio::test]
async fn who_is_signed_out_already_may_sign_out() {
    let here = Installation::new().await;
    here.identity.sessions().sign_out(&here.browser()).await.unwrap();
    here.identity.sessions().sign_out(&here.at_next_request(Some(Id::default()))).await.unwrap();
}

#[tokio::test]
async fn a_revoked_session_is_refused_at_the_next_request() {
    let (here, ada) = (Installation::new().await, Person::new());
    let cookie = here.sign_up(&ada).await.id();
    here.revoke(cookie).await;
    assert!(here.who(cookie).await.is_none());
}

#[tokio::test]
async fn the_sessions_of_a_deleted_account_are_refused_at_the_next_request() {
    let (here, ada) = (Installation::new().await, Person::new());
    let cookie = here.sign_up(&ada).await.id();
    sqlx::query("delete from public.users where email = $1").bind(&ada.email).execute(&here.db).await.unwrap();
    assert!(here.who(cookie).await.is_none());
}

#[tokio::test]
async fn a_save_does_not_bring_a_revoked_session_back() {
    let (here, ada) = (Installation::new().await, Person::new());
    let cookie = here.sign_up(&ada).await.id();
    let request = here.at_next_request(cookie);
    request.insert("seen", true).await.unwrap();
    here.revoke(cookie).await;
    request.save().await.unwrap();

    assert_eq!(here.sessions(cookie).await, 0);
    assert!(here.who(cookie).await.is_none());
}

#[tokio::test]
async fn a_save_keeps_what_was_put_in_and_who_it_is() {
    let (here, ada) = (Installation::new().await, Person::new());
    let cookie = here.sign_up(&ada).await.id();
    let request = here.at_next_request(cookie);
    request.insert("seen", 7).await.unwrap();
    request.save().await.unwrap();

    assert_eq!(here.at_next_request(cookie).get("seen").await.unwrap(), Some(7));
    assert_eq!(here.who(cookie).await.unwrap().email, ada.email);
}

#[tokio::test]
async fn nobody_becomes_a_member_by_what_is_saved() {
    let (here, ada, eve) = (Installation::new().await, Person::new(), Person::new());
    let member = here.who(here.sign_up(&ada).await.id()).await.unwrap();
    let browser = here.sign_up(&eve).await;
    let request = here.at_next_request(browser.id());
    request.insert("member", member).await.unwrap();
    request.save().await.unwrap();
    assert_eq!(here.who(browser.id()).await.unwrap().email, eve.email);
}

#[tokio::test]
async fn a_session_that_is_expired_is_refused() {
    let (here, ada) = (Installation::new().await, Person::new());
    let cookie = here.sign_up(&ada).await.id();
    here.set_session(cookie, "expires_at = now() - interval '1 second'").await;
    assert!(here.who(cookie).await.is_none());
}

#[tokio::test]
async fn a_session_nobody_used_for_a_week_is_refused() {
    let (here, ada) = (Installation::new().await, Person::new());
    let cookie = here.sign_up(&ada).await.id();
    here.set_session(cookie, "last_used_at = now() - interval '6 days 23 hours'").await;
    assert!(here.who(cookie).await.is_some());
    here.set_session(cookie, "last_used_at = now() - interval '7 days 1 second'").await;
    assert!(here.who(cookie).await.is_none());
}

#[tokio::test]
async fn limits_are_configurable() {
    let minute = Duration::from_mins(1);
    let (here, ada) = (Installation::with(SessionLimits { idle: minute, absolute: 10 * minute }).await, Person::new());
    let cookie = here.sign_up(&ada).await.id();
    assert_eq!(lifetime(&here, cookie).await, 10 * minute);
    here.set_session(cookie, "last_used_at = now() - interval '61 seconds'").await;
    assert!(here.who(cookie).await.is_none());
}

#[tokio::test]
async fn use_puts_off_the_idle_limit_and_never_the_absolute_one() {
    const DAY: Duration = Duration::from_hours(24);
    let (here, ada) = (Installation::new().await, Person::new());
    let cookie = here.sign_up(&ada).await.id();
    here.set_session(cookie, "last_used_at = now() - interval '3 days'").await;
    assert!(here.who(cookie).await.is_some());

    let request = here.at_next_request(cookie);
    request.insert("seen", true).await.unwrap();
    request.save().await.unwrap();
    assert!(last_use(&here, cookie).await > OffsetDateTime::now_utc() - DAY);
    assert_eq!(lifetime(&here, cookie).await, 30 * DAY);
}

#[tokio::test]
async fn the_last_use_is_noted_once_a_minute() {
    let (here, ada) = (Installation::new().await, Person::new());
    let cookie = here.sign_up(&ada).await.id();
    here.set_session(cookie, "last_used_at = now() - interval '30 seconds'").await;
    let before = last_use(&here, cookie).await;
    here.who(cookie).await.unwrap();
    assert_eq!(last_use(&here, cookie).await, before);

    here.set_session(cookie, "last_used_at = now() - interval '61 seconds'").await;
    here.who(cookie).await.unwrap();
    assert!(last_use(&here, cookie).await > before);
}

#[tokio::test]
async fn an_id_that_a_stranger_chose_is_not_adopted() {
    let here = Installation::new().await;
    let chosen = Some(Id::default());
    let browser = here.at_next_request(chosen);
    here.identity.sign_in().begin(&browser, Mediation::Button).await.unwrap();
    assert_ne!(browser.id(), chosen);
    assert_eq!((here.sessions(chosen).await, here.sessions(browser.id()).await), (0, 1));
}

#[tokio::test]
async fn the_member_is_read_anew_at_every_request() {
    let (here, ada) = (Installation::new().await, Person::new());
    let cookie = here.sign_up(&ada).await.id();
    sqlx::query("update public.users set display_name = 'Ada', email_verified_at = now() where email = $1")
        .bind(&ada.email)
        .execute(&here.db)
        .await
        .unwrap();
    let member = here.who(cookie).await.unwrap();
    assert_eq!((member.display_name.as_deref(), member.email_verified), (Some("Ada"), true));
}

#[tokio::test]
async fn a_session_remembers_its_device() {
    let (here, ada) = (Installation::new().await, Person::new());
    here.sign_up(&ada).await;
    let browser = here.browser();
    let options = here.identity.sign_in().begin(&browser, Mediation::Button).await.unwrap();
    let response = ada.device.get(&options, Deceit::Nothing).await.to_string();
    let device =
        Device { user_agent: Some("ü".repeat(1_000)), ip_address: Some("2001:db8::1".into()), ..Device::default() };
    here.identity.sign_in().finish(&browser, Mediation::Button, &response, &device).await.unwrap();

    let kept: (String, String) = sqlx::query_as("select user_agent, ip_address from identity.sessions where id_hash = $1")
        .bind(browser.id().map(hash))
        .fetch_one(&here.db)
        .await
        .unwrap();
    assert_eq!(kept, ("ü".repeat(Device::USER_AGENT_MAX), "2001:db8::1".into()));
}

#[tokio::test]
async fn a_member_gets_one_token_a_session_until_it_ends() {
    let (here, ada) = (Installation::new().await, Person::new());
    let browser = here.sign_up(&ada).await;
    let member = here.who(browser.id()).await.unwrap();
    let tokens = here.identity.tokens();
    let token = tokens.access_token(&member).unwrap();
    assert!(std::sync::Arc::ptr_eq(&token, &tokens.access_token(&here.who(browser.id()).await.unwrap()).unwrap()));

    here.identity.sessions().sign_out(&browser).await.unwrap();
    assert!(!std::sync::Arc::ptr_eq(&token, &tokens.access_token(&member).unwrap()), "forgotten at sign-out");
}

async fn last_use(here: &Installation, cookie: Option<Id>) -> OffsetDateTime {
    sqlx::query_scalar("select last_used_at from identity.sessions where id_hash = $1")
        .bind(cookie.map(hash))
        .fetch_one(&here.db)
        .await
        .unwrap()
}

/// From the sign-in to the end of the session, to the minute: the clocks of server and database needn't agree to the second.
async fn lifetime(here: &Installation, cookie: Option<Id>) -> Duration {
    let minutes: i64 = sqlx::query_scalar(
        "select round(extract(epoch from expires_at - created_at) / 60)::bigint from identity.sessions where id_hash = $1",
    )
    .bind(cookie.map(hash))
    .fetch_one(&here.db)
    .await
    .unwrap();
    Duration::from_secs(u64::try_from(minutes).unwrap() * 60)
}
