//! Administration of accounts by an operator: list, find, disable, enable.

use identity::{AccountSummary, Device, Error};
use uuid::Uuid;

use crate::support::{TestIdentity, TestUser};

#[tokio::test]
async fn nobody_can_sign_in_to_a_disabled_account_until_it_is_enabled() {
    let (test, ada, bob) = (TestIdentity::open().await, TestUser::new(), TestUser::new());
    let (browser, other_browser) =
        (test.sign_up_with_everything(&ada, &TestUser::new()).await, test.sign_up(&bob).await);
    let member = test.current_member(&browser).await;
    let token = test.identity.tokens().access_token(&member).unwrap();
    let (guest, code) = test.request_sign_in_code(&ada).await;
    for _ in 0..2 {
        test.identity.accounts().disable(member.user_id).await.unwrap();
    }
    assert!(test.member_of(browser.id()).await.is_none());
    assert_eq!(test.row_counts(&ada).await.sessions, 0, "its sessions are deleted");
    assert!(test.identity.sessions().validate(&token).await.unwrap().is_none());
    assert_ne!(
        test.identity.tokens().access_token(&member).unwrap(),
        token,
        "the cached token was invalidated"
    );
    assert_eq!(test.try_sign_in(&test.browser(), &ada).await, Err(Error::AccountDisabled));
    assert_eq!(
        test.identity.codes().redeem(&guest, &code, &Device::default()).await,
        Err(Error::AccountDisabled)
    );
    assert!(test.member_of(guest.id()).await.is_none());
    assert!(test.member_of(other_browser.id()).await.is_some());

    test.identity.accounts().enable(member.user_id).await.unwrap();
    assert!(test.member_of(browser.id()).await.is_none());
    test.sign_in(&ada).await;
    test.identity.codes().redeem(&guest, &code, &Device::default()).await.unwrap();
    let events = test.audit_log(member.user_id).await;
    let account_events: Vec<_> =
        events.iter().filter(|event| event.starts_with("account_")).collect();
    assert_eq!(account_events, ["account_disabled", "account_disabled", "account_enabled"]);
}

#[tokio::test]
async fn only_existing_accounts_are_disabled_and_only_disabled_ones_enabled() {
    let (test, ada) = (TestIdentity::open().await, TestUser::new());
    let user_id = test.current_member(&test.sign_up(&ada).await).await.user_id;
    assert_eq!(test.identity.accounts().disable(Uuid::new_v4()).await, Err(Error::NotFound));
    assert_eq!(test.identity.accounts().enable(user_id).await, Err(Error::NotFound));
    assert_eq!(test.identity.accounts().enable(Uuid::new_v4()).await, Err(Error::NotFound));
    assert_eq!(test.audit_log(user_id).await, ["signed_up"]);
}

#[tokio::test]
async fn accounts_are_listed_by_age_newest_first() {
    let (test, ada, bob) = (TestIdentity::open().await, TestUser::new(), TestUser::new());
    let (one, other) = (test.sign_up(&ada).await, test.sign_up_with_code(&bob).await);
    let (older, newer) =
        (test.current_member(&one).await.user_id, test.current_member(&other).await.user_id);
    let accounts = test.identity.accounts().list(0, 100_000).await.unwrap();
    let place = |id: Uuid| accounts.iter().position(|one| one.id == id).unwrap();
    assert!(place(newer) < place(older), "the newest first");
    assert!(accounts.is_sorted_by(|one, next| one.created_at >= next.created_at));
    let AccountSummary { email, email_verified, passkeys, sessions, disabled, .. } =
        &accounts[place(older)];
    assert_eq!(
        (email, email_verified, passkeys, sessions, disabled),
        (&ada.email, &false, &1, &1, &false)
    );

    assert_eq!(test.identity.accounts().list(0, 1).await.unwrap().len(), 1);
    assert!(test.identity.accounts().list(100_000_000, 5).await.unwrap().is_empty());
}

#[tokio::test]
async fn an_account_is_found_by_any_of_its_addresses_and_by_its_id() {
    let (test, ada, work) = (TestIdentity::open().await, TestUser::new(), TestUser::new());
    let browser = test.sign_up_with_everything(&ada, &work).await;
    test.sign_in(&ada).await;
    let user_id = test.current_member(&browser).await.user_id;
    test.identity.accounts().disable(user_id).await.unwrap();
    test.identity.accounts().enable(user_id).await.unwrap();
    test.sign_in(&ada).await;
    for query in [ada.email.clone(), work.email.to_uppercase(), user_id.to_string()] {
        let found = test.identity.accounts().find(&query).await.unwrap();
        let [
            AccountSummary {
                id,
                email,
                email_verified: true,
                passkeys: 1,
                sessions: 1,
                disabled: false,
                ..
            },
        ] = &found[..]
        else {
            panic!("{found:?}")
        };
        assert_eq!((id, email), (&user_id, &ada.email));
    }
    test.identity.accounts().disable(user_id).await.unwrap();
    let found = test.identity.accounts().find(&ada.email).await.unwrap();
    assert_eq!((found[0].disabled, found[0].sessions), (true, 0));
    for query in [TestUser::new().email, Uuid::new_v4().to_string(), String::new(), "%".into()] {
        assert!(test.identity.accounts().find(&query).await.unwrap().is_empty());
    }
}

#[tokio::test]
async fn the_account_with_the_verified_address_is_found_first() {
    let (test, ada) = (TestIdentity::open().await, TestUser::new());
    let other = test.current_member(&test.sign_up(&ada.on_another_device()).await).await.user_id;
    let owner = test.current_member(&test.sign_up_with_code(&ada).await).await.user_id;
    let found = test.identity.accounts().find(&ada.email).await.unwrap();
    assert_eq!(
        found.iter().map(|one| (one.id, one.email_verified)).collect::<Vec<_>>(),
        [(owner, true), (other, false)]
    );
}
