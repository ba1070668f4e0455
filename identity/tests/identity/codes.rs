//! Using a code: once, in time, in the browser that asked, with three tries.

use identity::{Device, Error, Member};
use tower_sessions::Session;

use crate::support::{Installation, Person, another_than, auth_methods};

#[tokio::test]
async fn a_code_makes_an_account_whose_address_is_verified() {
    let (here, ada) = (Installation::new().await, Person::new());
    let browser = here.browser();
    here.identity.codes().send_for_sign_up(&browser, &ada.email, &Device::default()).await.unwrap();
    assert_eq!(here.traces(&ada).await.accounts, 0, "nothing is made before the address is proved");
    let guest = browser.id();
    let member = used(&here, &browser, &here.code_for(&ada).await).await.unwrap();

    assert_eq!((member.email.as_str(), member.email_verified), (&*ada.email, true));
    assert_eq!(auth_methods(&member), (vec!["otp"], "aal1"));
    let next = here.who(browser.id()).await.unwrap();
    assert_eq!((next.user_id, next.session_id, next.amr), (member.user_id, member.session_id, member.amr));
    assert!(next.email_verified);
    assert_eq!((here.traces(&ada).await.accounts, here.traces(&ada).await.sessions), (1, 1));
    assert_ne!(browser.id(), guest, "the session is a new one");
    assert_eq!(here.sessions(guest).await, 0);
}

#[tokio::test]
async fn a_code_signs_in_who_has_an_account() {
    let (here, ada) = (Installation::new().await, Person::new());
    let account = here.who(here.sign_up_by_code(&ada).await.id()).await.unwrap().user_id;
    let (browser, code) = here.asked(&ada).await;
    let device =
        Device { user_agent: Some("Firefox".into()), ip_address: Some("192.0.2.200".into()), ..Device::default() };
    let member = here.identity.codes().redeem(&browser, &code, &device).await.unwrap();

    assert_eq!((member.user_id, auth_methods(&member).0), (account, vec!["otp"]));
    assert_eq!(here.who(browser.id()).await.unwrap().user_id, account);
    assert_eq!((here.traces(&ada).await.accounts, here.traces(&ada).await.sessions), (1, 2));
    let seen: (Option<String>, Option<String>) =
        sqlx::query_as("select user_agent, ip_address from identity.sessions where id = $1")
            .bind(member.session_id)
            .fetch_one(&here.db)
            .await
            .unwrap();
    assert_eq!(seen, (device.user_agent, device.ip_address));
}

#[tokio::test]
async fn the_session_is_still_there_after_the_answer_is_saved() {
    let (here, ada) = (Installation::new().await, Person::new());
    let browser = here.sign_up_by_code(&ada).await;
    // What tower-sessions does when the answer leaves.
    browser.save().await.unwrap();
    assert_eq!(here.who(browser.id()).await.unwrap().email, ada.email);
    here.identity.sessions().sign_out(&here.at_next_request(browser.id())).await.unwrap();
    assert!(here.who(browser.id()).await.is_none());
}

#[tokio::test]
async fn blanks_in_a_code_do_not_count() {
    let (here, ada) = (Installation::new().await, Person::new());
    here.sign_up_by_code(&ada).await;
    let (browser, code) = here.asked(&ada).await;
    used(&here, &browser, &format!(" {} {}\n", &code[..3], &code[3..])).await.unwrap();
}

#[tokio::test]
async fn a_wrong_code_counts_and_the_right_one_still_serves() {
    let (here, ada) = (Installation::new().await, Person::new());
    here.sign_up_by_code(&ada).await;
    let (browser, code) = here.asked(&ada).await;
    for attempts_left in [2, 1] {
        assert_eq!(used(&here, &browser, &another_than(&code)).await, Err(Error::IncorrectCode { attempts_left }));
        assert_eq!(here.identity.codes().pending(&browser).await.unwrap().unwrap().attempts_left, attempts_left);
    }
    used(&here, &browser, &code).await.unwrap();
}

#[tokio::test]
async fn after_three_wrong_ones_the_right_code_is_refused() {
    let (here, ada) = (Installation::new().await, Person::new());
    here.sign_up_by_code(&ada).await;
    let (browser, code) = here.asked(&ada).await;
    for (wrong, attempts_left) in [(another_than(&code), 2), (String::new(), 1), ("x".into(), 0)] {
        assert_eq!(used(&here, &browser, &wrong).await, Err(Error::IncorrectCode { attempts_left }));
    }
    assert_eq!(used(&here, &browser, &code).await, Err(Error::CodeExpired));
    assert_eq!(here.traces(&ada).await.sessions, 1);

    here.age_code(&browser, 31).await;
    here.identity.codes().resend(&browser, &Device::default()).await.unwrap();
    used(&here, &browser, &here.code_for(&ada).await).await.unwrap();
}

#[tokio::test]
async fn of_fifty_wrong_tries_at_once_three_count() {
    let (here, ada) = (Installation::new().await, Person::new());
    here.sign_up_by_code(&ada).await;
    let (browser, code) = here.asked(&ada).await;
    let tries: Vec<_> = (0..50)
        .map(|_| {
            let (identity, session) = (here.identity.clone(), here.at_next_request(browser.id()));
            let wrong = another_than(&code);
            tokio::spawn(async move { identity.codes().redeem(&session, &wrong, &Device::default()).await })
        })
        .collect();
    let mut results = Vec::new();
    for tried in tries {
        results.push(tried.await.unwrap());
    }
    for attempts_left in [2, 1, 0] {
        assert_eq!(results.iter().filter(|result| **result == Err(Error::IncorrectCode { attempts_left })).count(), 1);
    }
    assert_eq!(results.iter().filter(|result| **result == Err(Error::CodeExpired)).count(), 47);
    assert_eq!(here.kept_code(&browser).await.unwrap().1, 3);
}

#[tokio::test]
async fn of_two_that_use_a_code_at_once_one_succeeds() {
    let (here, ada) = (Installation::new().await, Person::new());
    here.sign_up_by_code(&ada).await;
    let (browser, code) = here.asked(&ada).await;
    let (one, other) = (here.at_next_request(browser.id()), here.at_next_request(browser.id()));
    let results = tokio::join!(used(&here, &one, &code), used(&here, &other, &code));
    let ((Ok(_), Err(error)) | (Err(error), Ok(_))) = results else { panic!("both or neither") };
    assert_eq!(error, Error::CodeExpired);
    assert_eq!(here.traces(&ada).await.sessions, 2);
}

#[tokio::test]
async fn a_code_serves_once() {
    let (here, ada) = (Installation::new().await, Person::new());
    here.sign_up_by_code(&ada).await;
    let (browser, code) = here.asked(&ada).await;
    let guest = browser.id();
    used(&here, &browser, &code).await.unwrap();
    assert_eq!(used(&here, &browser, &code).await, Err(Error::CodeExpired));
    assert_eq!(used(&here, &here.at_next_request(guest), &code).await, Err(Error::CodeExpired));
    assert!(here.identity.codes().pending(&browser).await.unwrap().is_none());
    assert_eq!(here.traces(&ada).await.sessions, 2);
}

#[tokio::test]
async fn another_browser_cannot_use_the_code() {
    let (here, ada) = (Installation::new().await, Person::new());
    here.sign_up_by_code(&ada).await;
    let (browser, code) = here.asked(&ada).await;
    let stranger = here.browser();
    assert_eq!(used(&here, &stranger, &code).await, Err(Error::CodeExpired));
    here.identity.codes().send_for_sign_in(&stranger, &ada.email, &Device::default()).await.unwrap();
    if code != here.code_for(&ada).await {
        assert_eq!(used(&here, &stranger, &code).await, Err(Error::IncorrectCode { attempts_left: 2 }));
    }
    used(&here, &browser, &code).await.unwrap();
}

#[tokio::test]
async fn five_minutes_later_the_code_is_refused() {
    let (here, ada) = (Installation::new().await, Person::new());
    here.sign_up_by_code(&ada).await;
    let (browser, code) = here.asked(&ada).await;
    here.age_code(&browser, 5 * 60).await;
    assert_eq!(used(&here, &browser, &code).await, Err(Error::CodeExpired));
    assert_eq!(here.traces(&ada).await.sessions, 1);
}

#[tokio::test]
async fn the_code_of_an_account_that_went_is_refused() {
    let (here, ada) = (Installation::new().await, Person::new());
    here.sign_up_by_code(&ada).await;
    let (browser, code) = here.asked(&ada).await;
    sqlx::query("delete from public.users where email = $1").bind(&ada.email).execute(&here.db).await.unwrap();
    assert_eq!(used(&here, &browser, &code).await, Err(Error::CodeExpired));
    assert!(here.who(browser.id()).await.is_none());
}

#[tokio::test]
async fn of_two_sign_ups_of_one_address_at_once_comes_one_account() {
    let (here, ada) = (Installation::new().await, Person::new());
    let (one, other) = (here.browser(), here.browser());
    let mut codes = Vec::new();
    for browser in [&one, &other] {
        here.identity.codes().send_for_sign_up(browser, &ada.email, &Device::default()).await.unwrap();
        codes.push(here.code_for(&ada).await);
    }
    let (first, second) = tokio::join!(used(&here, &one, &codes[0]), used(&here, &other, &codes[1]));
    assert_eq!(first.unwrap().user_id, second.unwrap().user_id);
    assert_eq!((here.traces(&ada).await.accounts, here.traces(&ada).await.sessions), (1, 2));
}

#[tokio::test]
async fn no_account_is_left_where_signing_in_fails() {
    let (here, ada) = (Installation::new().await, Person::new());
    let browser = here.browser();
    here.identity.codes().send_for_sign_up(&browser, &ada.email, &Device::default()).await.unwrap();
    let code = here.code_for(&ada).await;
    // No session can be made with this: the transaction fails at its last statement.
    let device = Device { user_agent: Some("\0".into()), ..Device::default() };
    assert_eq!(here.identity.codes().redeem(&browser, &code, &device).await, Err(Error::Unavailable));
    assert_eq!(here.traces(&ada).await.accounts, 0);

    used(&here, &browser, &code).await.unwrap();
}

async fn used(here: &Installation, browser: &Session, code: &str) -> Result<Member, Error> {
    here.identity.codes().redeem(browser, code, &Device::default()).await
}
