//! A member confirms that it is them by a code, which serves nothing else.

use identity::{Device, Error};
use tower_sessions::Session;

use crate::support::{Installation, Person, another_than, auth_methods};

#[tokio::test]
async fn what_was_proved_before_still_counts() {
    let (here, ada) = (Installation::new().await, Person::new());
    let browser = here.sign_up_by_code(&ada).await;
    here.add_passkey(&browser, &ada).await.unwrap();
    assert_eq!(auth_methods(&here.member(&browser).await), (vec!["otp"], "aal1"));
    for _ in 0..2 {
        here.confirm(&browser, &ada).await.unwrap();
        assert_eq!(auth_methods(&here.member(&browser).await), (vec!["otp", "webauthn"], "aal2"));
    }

    let browser = here.sign_in(&ada).await;
    let code = asked(&here, &browser, &ada).await;
    confirmed(&here, &browser, &code).await.unwrap();
    assert_eq!(auth_methods(&here.member(&browser).await), (vec!["webauthn", "otp"], "aal2"));
}

#[tokio::test]
async fn a_code_gives_a_new_session_to_the_same_browser() {
    let (here, ada) = (Installation::new().await, Person::new());
    let browser = here.sign_up_by_code(&ada).await;
    here.grow_old(&browser).await;
    let code = asked(&here, &browser, &ada).await;
    let (before, cookie) = (here.member(&browser).await, browser.id());
    let token = here.identity.tokens().access_token(&before).unwrap();
    assert!(!before.is_recently_authenticated(), "asking confirms nothing");
    confirmed(&here, &browser, &code).await.unwrap();

    let after = here.member(&browser).await;
    assert!(after.is_recently_authenticated());
    assert_eq!((after.user_id, auth_methods(&after)), (before.user_id, (vec!["otp"], "aal1")));
    assert!(browser.id() != cookie && after.session_id != before.session_id);
    assert!(here.who(cookie).await.is_none());
    assert_ne!(here.identity.tokens().access_token(&before).unwrap(), token, "it was cached");
    assert_eq!(here.traces(&ada).await.sessions, 1);
    assert_eq!(confirmed(&here, &browser, &code).await, Err(Error::CodeExpired), "it serves once");
}

#[tokio::test]
async fn a_code_goes_to_a_verified_address_only() {
    let (here, ada, work) = (Installation::new().await, Person::new(), Person::new());
    let browser = here.sign_up(&ada).await;
    let member = here.member(&browser).await;
    let send = async || here.identity.reauthentication().send_code(&browser, &member, &Device::default()).await;
    assert_eq!(send().await, Err(Error::NotFound));
    here.add_verified(&browser, &work).await;
    let before = (here.letters(&ada).await.len(), here.letters(&work).await.len());
    send().await.unwrap();
    assert_eq!((here.letters(&ada).await.len(), here.letters(&work).await.len()), (before.0, before.1 + 1));
    let code = here.code_for(&work).await;
    confirmed(&here, &browser, &code).await.unwrap();
}

#[tokio::test]
async fn another_s_code_does_not_confirm() {
    let (here, ada, eve) = (Installation::new().await, Person::new(), Person::new());
    let (browser, strange) = (here.sign_up_by_code(&ada).await, here.sign_up_by_code(&eve).await);
    let code = asked(&here, &browser, &ada).await;
    let stranger = here.member(&strange).await;
    let tried = here.identity.reauthentication().redeem_code(&strange, &stranger, &code, &Device::default()).await;
    assert_eq!(tried, Err(Error::CodeExpired));
    let tried = here.identity.reauthentication().redeem_code(&browser, &stranger, &code, &Device::default()).await;
    assert_eq!(tried, Err(Error::CodeExpired), "even in the browser that asked");
    confirmed(&here, &browser, &code).await.unwrap();
}

#[tokio::test]
async fn a_code_serves_only_what_it_was_sent_for() {
    let (here, ada, work) = (Installation::new().await, Person::new(), Person::new());
    let browser = here.sign_up_by_code(&ada).await;
    here.grow_old(&browser).await;
    let (member, device) = (here.member(&browser).await, Device::default());

    let code = asked(&here, &browser, &ada).await;
    assert_eq!(here.identity.codes().redeem(&browser, &code, &device).await, Err(Error::CodeExpired));
    assert_eq!(here.identity.emails().verify(&browser, &member, &code).await, Err(Error::CodeExpired));
    assert_eq!(here.kept_code(&browser).await.unwrap().1, 0, "no try at what it is for");

    here.identity.codes().send_for_sign_in(&browser, &ada.email, &device).await.unwrap();
    let code = here.code_for(&ada).await;
    assert_eq!(confirmed(&here, &browser, &code).await, Err(Error::CodeExpired));
    assert_eq!(here.identity.emails().verify(&browser, &member, &code).await, Err(Error::CodeExpired));

    let code = asked(&here, &browser, &ada).await;
    confirmed(&here, &browser, &code).await.unwrap();
    here.add_email(&browser, &work).await.unwrap();
    let code = here.code_for(&work).await;
    here.grow_old(&browser).await;
    assert_eq!(confirmed(&here, &browser, &code).await, Err(Error::CodeExpired));
    assert_eq!(here.identity.codes().redeem(&browser, &code, &device).await, Err(Error::CodeExpired));
    assert!(!here.member(&browser).await.is_recently_authenticated());
}

#[tokio::test]
async fn of_fifty_tries_at_once_three_count() {
    let (here, ada) = (Installation::new().await, Person::new());
    let browser = here.sign_up_by_code(&ada).await;
    here.grow_old(&browser).await;
    let code = asked(&here, &browser, &ada).await;
    let member = here.member(&browser).await;
    let tries: Vec<_> = (0..50)
        .map(|_| {
            let (identity, session) = (here.identity.clone(), here.at_next_request(browser.id()));
            let (member, wrong) = (member.clone(), another_than(&code));
            tokio::spawn(async move { identity.reauthentication().redeem_code(&session, &member, &wrong, &Device::default()).await })
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
    assert_eq!(confirmed(&here, &browser, &code).await, Err(Error::CodeExpired), "the right one is too late");
    assert!(!here.member(&browser).await.is_recently_authenticated());
}

/// The code that the member at this browser was sent to confirm with.
async fn asked(here: &Installation, browser: &Session, person: &Person) -> String {
    let member = here.member(browser).await;
    here.identity.reauthentication().send_code(browser, &member, &Device::default()).await.unwrap();
    here.code_for(person).await
}

async fn confirmed(here: &Installation, browser: &Session, code: &str) -> Result<(), Error> {
    here.identity.reauthentication().redeem_code(browser, &here.member(browser).await, code, &Device::default()).await
}
