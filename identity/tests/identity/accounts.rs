//! What an operator does with accounts: finds them, shuts them out, lets them in.

use identity::{Device, Error, AccountSummary};
use uuid::Uuid;

use crate::support::{Installation, Person};

#[tokio::test]
async fn a_disabled_account_lets_nobody_in_until_it_is_enabled() {
    let (here, ada, bob) = (Installation::new().await, Person::new(), Person::new());
    let (browser, neighbour) = (here.furnished(&ada, &Person::new()).await, here.sign_up(&bob).await);
    let member = here.member(&browser).await;
    let token = here.identity.tokens().access_token(&member).unwrap();
    let (guest, code) = here.asked(&ada).await;
    for _ in 0..2 {
        here.identity.accounts().disable(member.user_id).await.unwrap();
    }
    assert!(here.who(browser.id()).await.is_none());
    assert_eq!(here.traces(&ada).await.sessions, 0, "its sessions are over for good");
    assert!(here.identity.sessions().validate(&token).await.unwrap().is_none());
    assert_ne!(here.identity.tokens().access_token(&member).unwrap(), token, "it was cached");
    assert_eq!(here.try_sign_in(&here.browser(), &ada).await, Err(Error::AccountDisabled));
    assert_eq!(here.identity.codes().redeem(&guest, &code, &Device::default()).await, Err(Error::AccountDisabled));
    assert!(here.who(guest.id()).await.is_none());
    assert!(here.who(neighbour.id()).await.is_some());

    here.identity.accounts().enable(member.user_id).await.unwrap();
    assert!(here.who(browser.id()).await.is_none());
    here.sign_in(&ada).await;
    here.identity.codes().redeem(&guest, &code, &Device::default()).await.unwrap();
    let events = here.events(member.user_id).await;
    let told: Vec<_> = events.iter().filter(|event| event.starts_with("account_")).collect();
    assert_eq!(told, ["account_disabled", "account_disabled", "account_enabled"]);
}

#[tokio::test]
async fn only_what_is_there_is_disabled_and_only_what_is_disabled_is_enabled() {
    let (here, ada) = (Installation::new().await, Person::new());
    let user_id = here.member(&here.sign_up(&ada).await).await.user_id;
    assert_eq!(here.identity.accounts().disable(Uuid::new_v4()).await, Err(Error::NotFound));
    assert_eq!(here.identity.accounts().enable(user_id).await, Err(Error::NotFound));
    assert_eq!(here.identity.accounts().enable(Uuid::new_v4()).await, Err(Error::NotFound));
    assert_eq!(here.events(user_id).await, ["signed_up"]);
}

#[tokio::test]
async fn the_operator_sees_accounts_by_age() {
    let (here, ada, bob) = (Installation::new().await, Person::new(), Person::new());
    let (one, other) = (here.sign_up(&ada).await, here.sign_up_by_code(&bob).await);
    let (older, newer) = (here.member(&one).await.user_id, here.member(&other).await.user_id);
    let accounts = here.identity.accounts().list(0, 100_000).await.unwrap();
    let place = |id: Uuid| accounts.iter().position(|one| one.id == id).unwrap();
    assert!(place(newer) < place(older), "the newest first");
    assert!(accounts.is_sorted_by(|one, next| one.created_at >= next.created_at));
    let AccountSummary { email, email_verified, passkeys, sessions, disabled, .. } = &accounts[place(older)];
    assert_eq!((email, email_verified, passkeys, sessions, disabled), (&ada.email, &false, &1, &1, &false));

    assert_eq!(here.identity.accounts().list(0, 1).await.unwrap().len(), 1);
    assert!(here.identity.accounts().list(100_000_000, 5).await.unwrap().is_empty());
}

#[tokio::test]
async fn the_operator_finds_an_account_by_any_of_its_addresses_and_by_its_id() {
    let (here, ada, work) = (Installation::new().await, Person::new(), Person::new());
    let browser = here.furnished(&ada, &work).await;
    here.sign_in(&ada).await;
    let user_id = here.member(&browser).await.user_id;
    here.identity.accounts().disable(user_id).await.unwrap();
    here.identity.accounts().enable(user_id).await.unwrap();
    here.sign_in(&ada).await;
    for words in [ada.email.clone(), work.email.to_uppercase(), user_id.to_string()] {
        let found = here.identity.accounts().find(&words).await.unwrap();
        let [AccountSummary { id, email, email_verified: true, passkeys: 1, sessions: 1, disabled: false, .. }] = &found[..]
        else {
            panic!("{found:?}")
        };
        assert_eq!((id, email), (&user_id, &ada.email));
    }
    here.identity.accounts().disable(user_id).await.unwrap();
    let found = here.identity.accounts().find(&ada.email).await.unwrap();
    assert_eq!((found[0].disabled, found[0].sessions), (true, 0));
    for nobody in [Person::new().email, Uuid::new_v4().to_string(), String::new(), "%".into()] {
        assert!(here.identity.accounts().find(&nobody).await.unwrap().is_empty());
    }
}

#[tokio::test]
async fn the_account_that_has_verified_an_address_is_found_before_those_that_only_say_it_is_theirs() {
    let (here, ada) = (Installation::new().await, Person::new());
    let pretender = here.member(&here.sign_up(&ada.elsewhere()).await).await.user_id;
    let owner = here.member(&here.sign_up_by_code(&ada).await).await.user_id;
    let found = here.identity.accounts().find(&ada.email).await.unwrap();
    assert_eq!(
        found.iter().map(|one| (one.id, one.email_verified)).collect::<Vec<_>>(),
        [(owner, true), (pretender, false)]
    );
}
