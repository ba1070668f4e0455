//! What gives access to an account: shown to its owner alone, and ended at once.

use std::{sync::Arc, time::Duration};

use identity::{AccountCounts, AuthMethod, Device, Error, ActiveSession, SessionLimits, Mediation};
use uuid::Uuid;

use crate::support::{Deceit, Installation, Person, device::encode};

#[tokio::test]
async fn the_list_shows_addresses_the_primary_one_before_all_others() {
    let (here, ada, work, home) = (Installation::new().await, Person::new(), Person::new(), Person::new());
    let browser = here.sign_up(&ada).await;
    here.add_email(&browser, &work).await.unwrap();
    let id = here.add_verified(&browser, &home).await;
    assert_eq!(
        addresses(&here.access(&browser).await),
        [(&ada, true, false), (&work, false, false), (&home, false, true)].map(shown)
    );

    here.identity.emails().make_primary(&here.member(&browser).await, id).await.unwrap();
    assert_eq!(
        addresses(&here.access(&browser).await),
        [(&home, true, true), (&ada, false, false), (&work, false, false)].map(shown)
    );
}

#[tokio::test]
async fn the_list_shows_passkeys_the_oldest_first_and_their_last_use() {
    let (here, ada) = (Installation::new().await, Person::new());
    let laptop = ada.elsewhere();
    let browser = here.sign_up(&ada).await;
    here.add_passkey(&browser, &laptop).await.unwrap();
    here.sign_in(&laptop).await;

    let passkeys = here.access(&browser).await.passkeys;
    let found: Vec<_> =
        passkeys.iter().map(|one| (one.id, one.credential_id.clone(), one.last_used_at.is_some())).collect();
    let expected = [(&ada, false), (&laptop, true)];
    for (found, (person, used)) in found.into_iter().zip(expected) {
        let credential = person.device.credential_id().unwrap();
        assert_eq!(found, (here.passkey_id(person).await, encode(&credential), used));
    }
    assert_eq!(passkeys.len(), 2);
}

#[tokio::test]
async fn a_credential_id_is_shown_as_browsers_have_it_however_long() {
    let (here, ada) = (Installation::new().await, Person::new());
    let browser = here.sign_up(&ada).await;
    // Long enough for two lines, and with the two letters that differ.
    let long: Vec<u8> = [0xfb, 0xff].into_iter().cycle().take(100).collect();
    sqlx::query("update identity.passkeys set credential_id = $2 where credential_id = $1")
        .bind(ada.device.credential_id())
        .bind(&long)
        .execute(&here.db)
        .await
        .unwrap();
    assert_eq!(here.access(&browser).await.passkeys[0].credential_id, encode(&long));
}

#[tokio::test]
async fn the_list_tells_passkeys_that_are_kept_on_several_devices() {
    let (here, ada) = (Installation::new().await, Person::new());
    let browser = here.sign_up(&ada).await;
    for synced in [true, false] {
        sqlx::query(
            "update identity.passkeys set credential = jsonb_set(credential, '{cred,backup_state}', to_jsonb($2))
             where credential_id = $1",
        )
        .bind(ada.device.credential_id())
        .bind(synced)
        .execute(&here.db)
        .await
        .unwrap();
        assert_eq!(here.access(&browser).await.passkeys[0].synced, synced);
    }
}

#[tokio::test]
async fn the_list_shows_sessions_with_their_devices_and_one_of_them_is_the_current() {
    let (here, ada) = (Installation::new().await, Person::new());
    let phone = here.sign_up(&ada).await;
    let laptop = here.browser();
    let options = here.identity.sign_in().begin(&laptop, Mediation::Button).await.unwrap();
    let response = ada.device.get(&options, Deceit::Nothing).await.to_string();
    let device = Device { user_agent: Some("Firefox".into()), ip_address: Some("192.0.2.7".into()), ..Device::default() };
    here.identity.sign_in().finish(&laptop, Mediation::Button, &response, &device).await.unwrap();

    let sessions = here.access(&phone).await.sessions;
    let ids: Vec<_> = sessions.iter().map(|one| one.id).collect();
    assert_eq!(ids, [here.member(&phone).await.session_id, here.member(&laptop).await.session_id], "the oldest first");
    let ActiveSession { user_agent, ip_address, amr, created_at, last_used_at, .. } = &sessions[1];
    assert_eq!((user_agent, ip_address), (&device.user_agent, &device.ip_address));
    assert_eq!(amr, &[AuthMethod::Passkey]);
    assert!(created_at >= &sessions[0].created_at && last_used_at >= created_at);
}

#[tokio::test]
async fn sessions_that_are_over_are_neither_shown_nor_counted() {
    let minute = Duration::from_mins(1);
    let (here, ada) = (Installation::with(SessionLimits { idle: minute, absolute: 10 * minute }).await, Person::new());
    let browser = here.sign_up(&ada).await;
    let (expired, idle) = (here.sign_in(&ada).await, here.sign_in(&ada).await);
    let member = here.member(&browser).await;
    assert_eq!((here.access(&browser).await.sessions.len(), here.identity.accounts().counts(&member).await), (3, Ok(counts(1, 3))));

    here.set_session(expired.id(), "expires_at = now() - interval '1 second'").await;
    here.set_session(idle.id(), "last_used_at = now() - interval '61 seconds'").await;
    let sessions = here.access(&browser).await.sessions;
    assert_eq!(sessions.iter().map(|one| one.id).collect::<Vec<_>>(), [member.session_id]);
    assert_eq!(here.identity.accounts().counts(&member).await, Ok(counts(1, 1)));
}

#[tokio::test]
async fn the_list_shows_nothing_of_others() {
    let (here, ada, eve) = (Installation::new().await, Person::new(), Person::new());
    let browser = here.sign_up(&ada).await;
    here.identity.recovery().generate_codes(&here.member(&browser).await).await.unwrap();
    let browser = here.sign_up(&eve).await;

    let access = here.access(&browser).await;
    assert_eq!(addresses(&access), [shown((&eve, true, false))]);
    assert_eq!((access.passkeys.len(), access.sessions.len(), access.recovery_codes), (1, 1, 0));
    assert_eq!(here.identity.accounts().counts(&here.member(&browser).await).await, Ok(counts(1, 1)));
}

#[tokio::test]
async fn an_ended_session_is_refused_at_its_next_request_and_its_token_is_forgotten() {
    let (here, ada) = (Installation::new().await, Person::new());
    let (laptop, phone) = (here.sign_up(&ada).await, here.sign_in(&ada).await);
    let (member, lost) = (here.member(&laptop).await, here.member(&phone).await);
    let (token, kept) = (here.identity.tokens().access_token(&lost).unwrap(), here.identity.tokens().access_token(&member).unwrap());
    assert!(here.identity.sessions().validate(&token).await.unwrap().is_some());
    here.identity.sessions().end(&member, lost.session_id).await.unwrap();

    assert!(here.who(phone.id()).await.is_none());
    assert!(here.identity.sessions().validate(&token).await.unwrap().is_none());
    assert!(!Arc::ptr_eq(&token, &here.identity.tokens().access_token(&lost).unwrap()), "it was cached");
    assert!(here.who(laptop.id()).await.is_some());
    assert!(Arc::ptr_eq(&kept, &here.identity.tokens().access_token(&member).unwrap()));
    assert_eq!(here.events(member.user_id).await, ["signed_up", "sessions_ended"]);
}

#[tokio::test]
async fn all_other_sessions_end_and_this_one_stays() {
    let (here, ada, bob) = (Installation::new().await, Person::new(), Person::new());
    let (laptop, others) = (here.sign_up(&ada).await, [here.sign_in(&ada).await, here.sign_in(&ada).await]);
    let neighbour = here.sign_up(&bob).await;
    let member = here.member(&laptop).await;
    let mut tokens = Vec::new();
    for browser in &others {
        let lost = here.member(browser).await;
        tokens.push((here.identity.tokens().access_token(&lost).unwrap(), lost));
    }
    assert_eq!(here.identity.sessions().end_others(&member).await, Ok(2));

    for (browser, (token, lost)) in others.iter().zip(tokens) {
        assert!(here.who(browser.id()).await.is_none());
        assert!(here.identity.sessions().validate(&token).await.unwrap().is_none());
        assert!(!Arc::ptr_eq(&token, &here.identity.tokens().access_token(&lost).unwrap()), "it was cached");
    }
    assert!(here.who(laptop.id()).await.is_some() && here.who(neighbour.id()).await.is_some());
    assert_eq!(here.identity.sessions().end_others(&member).await, Ok(0));
    assert_eq!(here.events(member.user_id).await, ["signed_up", "sessions_ended"], "nothing ended the second time");
}

#[tokio::test]
async fn somebody_else_s_session_is_not_found_and_lives_on() {
    let (here, ada, eve) = (Installation::new().await, Person::new(), Person::new());
    let (browser, strange) = (here.sign_up(&ada).await, here.sign_up(&eve).await);
    let (victim, stranger) = (here.member(&browser).await, here.member(&strange).await);
    for id in [victim.session_id, Uuid::new_v4()] {
        assert_eq!(here.identity.sessions().end(&stranger, id).await, Err(Error::NotFound));
    }
    assert!(here.who(browser.id()).await.is_some());
    assert_eq!(here.events(stranger.user_id).await, ["signed_up"]);
}

#[tokio::test]
async fn what_was_begun_in_a_session_ends_with_it() {
    let (here, ada) = (Installation::new().await, Person::new());
    let (laptop, phone) = (here.sign_up(&ada).await, here.sign_in(&ada).await);
    let lost = here.member(&phone).await;
    let options = here.identity.reauthentication().begin(&phone, &lost).await.unwrap();
    let response = ada.device.get(&options, Deceit::Nothing).await.to_string();
    here.identity.sessions().end(&here.member(&laptop).await, lost.session_id).await.unwrap();

    let request = here.at_next_request(phone.id());
    let refused = here.identity.reauthentication().finish(&request, &lost, &response, &Device::default()).await;
    assert_eq!(refused, Err(Error::ChallengeExpired));
    assert!(here.who(request.id()).await.is_none());
}

fn counts(passkeys: i64, sessions: i64) -> AccountCounts {
    AccountCounts { passkeys, sessions }
}

type Shown = (String, bool, bool);

fn shown((person, primary, verified): (&Person, bool, bool)) -> Shown {
    (person.email.clone(), primary, verified)
}

fn addresses(access: &identity::AccountCredentials) -> Vec<Shown> {
    access.emails.iter().map(|one| (one.email.clone(), one.primary, one.verified)).collect()
}
