//! A deleted account: nothing of it remains, nothing of it lets anybody in, and nobody else's is touched.

use identity::{Device, Error, EmailTemplate};
use time::OffsetDateTime;
use uuid::Uuid;

use crate::support::{Installation, Person, Traces, tables_with};

#[tokio::test]
async fn nothing_of_a_deleted_account_remains_but_that_one_went() {
    let (here, ada, work) = (Installation::new().await, Person::new(), Person::new());
    let browser = here.furnished(&ada, &work).await;
    let member = here.member(&browser).await;
    let sessions = here.access(&browser).await.sessions;
    let mut traces = vec![member.user_id.to_string(), ada.email.clone(), work.email.clone()];
    traces.extend(sessions.iter().map(|one| one.id.to_string()));
    traces.push(here.passkey_id(&ada).await.to_string());
    for trace in &traces {
        assert_ne!(tables_with(&here.db, trace).await, [""; 0], "{trace}: this is how it is found");
    }
    here.identity.accounts().delete(&browser, &member).await.unwrap();

    for trace in &traces {
        let expected: &[&str] = if *trace == ada.email { &["identity.mail_queue"] } else { &[] };
        assert_eq!(tables_with(&here.db, trace).await, expected, "{trace}");
    }
    assert!(here.letters(&ada).await[..] == [EmailTemplate::AccountDeleted], "all else that was under way is gone");
    let at: OffsetDateTime = sqlx::query_scalar("select created_at from identity.mail_queue where recipient = $1")
        .bind(&ada.email)
        .fetch_one(&here.db)
        .await
        .unwrap();
    // One transaction has one time.
    let noted: Vec<(Option<Uuid>, String)> = sqlx::query_as("select user_id, event from identity.audit_log where created_at = $1")
        .bind(at)
        .fetch_all(&here.db)
        .await
        .unwrap();
    assert_eq!(noted, [(None, "account_deleted".to_owned())]);
}

#[tokio::test]
async fn what_others_have_is_untouched_by_it() {
    let (here, ada, bob) = (Installation::new().await, Person::new(), Person::new());
    let neighbour = here.furnished(&bob, &Person::new()).await;
    let before = here.all_of(here.member(&neighbour).await.user_id).await;
    let browser = here.furnished(&ada, &Person::new()).await;
    here.identity.accounts().delete(&browser, &here.member(&browser).await).await.unwrap();
    assert_eq!(here.all_of(here.member(&neighbour).await.user_id).await, before);
}

#[tokio::test]
async fn nobody_comes_in_with_what_a_deleted_account_left() {
    let (here, ada) = (Installation::new().await, Person::new());
    let (browser, phone) = (here.sign_up(&ada).await, here.sign_in(&ada).await);
    let (cookie, member) = (browser.id(), here.member(&browser).await);
    let codes = here.identity.recovery().generate_codes(&member).await.unwrap();
    let link = here.identity.recovery().create_link(member.user_id).await.unwrap();
    let token = here.identity.tokens().access_token(&member).unwrap();
    here.identity.accounts().delete(&browser, &member).await.unwrap();

    assert_eq!(browser.id(), None);
    assert!(here.who(cookie).await.is_none() && here.who(phone.id()).await.is_none());
    assert!(here.identity.sessions().validate(&token).await.unwrap().is_none());
    assert_ne!(here.identity.tokens().access_token(&member).unwrap(), token, "it was cached");
    let (guest, device) = (here.browser(), Device::default());
    assert_eq!(here.try_sign_in(&guest, &ada).await, Err(Error::UnknownPasskey));
    assert_eq!(here.identity.recovery().redeem_code(&guest, &codes[0], &device).await, Err(Error::RecoveryRejected));
    assert_eq!(here.identity.recovery().redeem_link(&guest, &link, &device).await, Err(Error::RecoveryRejected));
    assert!(here.who(guest.id()).await.is_none());
}

#[tokio::test]
async fn a_code_that_was_under_way_to_a_deleted_account_is_over_and_the_address_is_free() {
    let (here, ada) = (Installation::new().await, Person::new());
    let browser = here.sign_up_by_code(&ada).await;
    let (guest, code) = here.asked(&ada).await;
    let (other, shouted) = (here.browser(), ada.email.to_uppercase());
    here.identity.codes().send_for_sign_in(&other, &shouted, &Device::default()).await.unwrap();
    let user_id = here.member(&browser).await.user_id;
    here.identity.accounts().delete(&browser, &here.member(&browser).await).await.unwrap();
    assert!(here.kept_code(&guest).await.is_none() && here.kept_code(&other).await.is_none());
    assert_eq!(here.identity.codes().redeem(&guest, &code, &Device::default()).await, Err(Error::CodeExpired));

    let browser = here.sign_up_by_code(&ada).await;
    assert_ne!(here.member(&browser).await.user_id, user_id);
}

#[tokio::test]
async fn codes_to_an_address_that_an_account_never_proved_stay_somebody_else_s() {
    let (here, ada, eve) = (Installation::new().await, Person::new(), Person::new());
    let guest = here.browser();
    here.identity.codes().send_for_sign_up(&guest, &ada.email, &Device::default()).await.unwrap();
    let code = here.code_for(&ada).await;
    let browser = here.sign_up_by_code(&eve).await;
    here.add_email(&browser, &ada).await.unwrap();
    here.identity.accounts().delete(&browser, &here.member(&browser).await).await.unwrap();
    assert_eq!(here.identity.codes().redeem(&guest, &code, &Device::default()).await.unwrap().email, ada.email);
}

#[tokio::test]
async fn the_operator_removes_an_account_once() {
    let (here, ada) = (Installation::new().await, Person::new());
    let browser = here.sign_up(&ada).await;
    let user_id = here.member(&browser).await.user_id;
    here.identity.accounts().delete_by_id(user_id).await.unwrap();
    assert!(here.who(browser.id()).await.is_none());
    assert_eq!(here.traces(&ada).await, Traces::NONE);
    for id in [user_id, Uuid::new_v4()] {
        assert_eq!(here.identity.accounts().delete_by_id(id).await, Err(Error::NotFound));
    }
}
