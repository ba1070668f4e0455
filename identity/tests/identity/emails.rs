//! Addresses of an account: verified by a code, by one account only, and at most ten.

use identity::{Device, Error, Letter};
use tower_sessions::Session;
use uuid::Uuid;

use crate::support::{Installation, Person, another_than};

#[tokio::test]
async fn the_address_of_the_sign_up_is_verified_by_a_code() {
    let (here, ada) = (Installation::new().await, Person::new());
    let browser = here.sign_up(&ada).await;
    let member = here.member(&browser).await;
    let id = here.email_id(&browser, &ada).await;
    here.identity.send_verification(&browser, &member, id, &Device::default()).await.unwrap();
    assert!(matches!(here.letters(&ada).await[..], [Letter::VerifyCode { .. }]));
    assert!(!here.member(&browser).await.email_verified, "a code that was only sent proves nothing");
    verified(&here, &browser, &here.code_for(&ada).await).await.unwrap();

    assert!(here.member(&browser).await.email_verified);
    // One transaction has one time.
    let together: bool = sqlx::query_scalar(
        "select e.verified_at = u.email_verified_at from public.users u join identity.emails e on e.user_id = u.id
         where u.id = $1",
    )
    .bind(member.user_id)
    .fetch_one(&here.db)
    .await
    .unwrap();
    assert!(together);
    assert_eq!(here.events(member.user_id).await, ["signed_up", "email_verified"]);

    let (elsewhere, code) = here.asked(&ada).await;
    let again = here.identity.use_code(&elsewhere, &code, &Device::default()).await.unwrap();
    assert_eq!(again.user_id, member.user_id, "it signs in now");
}

#[tokio::test]
async fn an_address_that_is_verified_already_gets_no_code() {
    let (here, ada) = (Installation::new().await, Person::new());
    let browser = here.sign_up_by_code(&ada).await;
    let (member, id) = (here.member(&browser).await, here.email_id(&browser, &ada).await);
    let sent = here.identity.send_verification(&browser, &member, id, &Device::default()).await;
    assert_eq!((sent, here.letters(&ada).await.len()), (Err(Error::NotFound), 1));
}

#[tokio::test]
async fn an_address_is_added_unverified_and_its_code_verifies_it() {
    let (here, ada, work) = (Installation::new().await, Person::new(), Person::new());
    let browser = here.sign_up_by_code(&ada).await;
    here.add_email(&browser, &work).await.unwrap();
    assert_eq!(states(&here, &browser).await, [(ada.email.clone(), true), (work.email.clone(), false)]);
    assert!(matches!(here.letters(&work).await[..], [Letter::VerifyCode { .. }]));
    assert!(here.letters(&ada).await[0] == Letter::EmailAdded, "the primary address hears of it");

    verified(&here, &browser, &here.code_for(&work).await).await.unwrap();
    assert_eq!(states(&here, &browser).await, [(ada.email.clone(), true), (work.email.clone(), true)]);
    let member = here.member(&browser).await;
    assert_eq!(member.email, ada.email, "the account is called as before");
    assert_eq!(here.events(member.user_id).await, ["signed_up", "email_added", "email_verified"]);
}

#[tokio::test]
async fn a_wrong_code_verifies_nothing_and_the_right_one_serves_once() {
    let (here, ada, work) = (Installation::new().await, Person::new(), Person::new());
    let browser = here.sign_up_by_code(&ada).await;
    here.add_email(&browser, &work).await.unwrap();
    let code = here.code_for(&work).await;
    let wrong = verified(&here, &browser, &another_than(&code)).await;
    assert_eq!(wrong, Err(Error::WrongCode { tries_left: 2 }));
    assert!(!states(&here, &browser).await[1].1);

    verified(&here, &browser, &code).await.unwrap();
    assert_eq!(verified(&here, &browser, &code).await, Err(Error::Expired));
}

#[tokio::test]
async fn another_code_is_sent_to_an_address_that_waits_for_it() {
    let (here, ada, work) = (Installation::new().await, Person::new(), Person::new());
    let browser = here.sign_up_by_code(&ada).await;
    here.add_email(&browser, &work).await.unwrap();
    here.age_code(&browser, 31).await;
    here.identity.resend_code(&browser, &Device::default()).await.unwrap();
    assert_eq!(here.letters(&work).await.len(), 2);
    verified(&here, &browser, &here.code_for(&work).await).await.unwrap();
}

#[tokio::test]
async fn what_is_added_again_is_the_address_that_is_there() {
    let (here, ada, work) = (Installation::new().await, Person::new(), Person::new());
    let browser = here.sign_up_by_code(&ada).await;
    here.add_email(&browser, &work).await.unwrap();
    let shouted = Person { email: work.email.to_uppercase(), device: Person::new().device };
    here.add_email(&browser, &shouted).await.unwrap();
    assert_eq!(here.access(&browser).await.emails.len(), 2);
    assert_eq!(
        (here.letters(&work).await.len(), here.letters(&shouted).await.len()),
        (2, 0),
        "as it was written first"
    );

    verified(&here, &browser, &here.code_for(&work).await).await.unwrap();
    for same in [&work, &shouted, &ada] {
        assert_eq!(here.add_email(&browser, same).await, Err(Error::Taken));
    }
    let events = here.events(here.member(&browser).await.user_id).await;
    assert_eq!(events, ["signed_up", "email_added", "email_verified"]);
}

#[tokio::test]
async fn an_address_that_another_account_has_verified_is_answered_alike_and_gets_another_letter() {
    let (here, ada, eve, free) = (Installation::new().await, Person::new(), Person::new(), Person::new());
    here.sign_up_by_code(&ada).await;
    let browser = here.sign_up_by_code(&eve).await;
    let mut answers = Vec::new();
    for person in [&free, &ada] {
        let added = here.add_email(&browser, person).await;
        let pending = here.identity.pending_code(&browser).await.unwrap().unwrap();
        let hash = here.kept_code(&browser).await.unwrap().0.len();
        answers.push((added, pending.purpose, pending.email == person.email, pending.tries_left, hash));
    }
    assert_eq!(answers[0], answers[1]);
    assert_eq!(states(&here, &browser).await[1..], [(free.email.clone(), false), (ada.email.clone(), false)]);
    assert!(here.letters(&ada).await[0] == Letter::AddressTaken);
    assert!(matches!(here.letters(&free).await[..], [Letter::VerifyCode { .. }]));

    let (stranger, id) = (here.member(&browser).await, here.email_id(&browser, &ada).await);
    here.identity.send_verification(&browser, &stranger, id, &Device::default()).await.unwrap();
    assert!(here.letters(&ada).await[0] == Letter::AddressTaken, "asking again is no way around");
    assert_eq!(here.identity.make_primary(&stranger, id).await, Err(Error::NotFound));
}

#[tokio::test]
async fn an_address_that_another_account_verifies_meanwhile_is_taken() {
    let (here, ada, eve) = (Installation::new().await, Person::new(), Person::new());
    let browser = here.sign_up_by_code(&eve).await;
    here.add_email(&browser, &ada).await.unwrap();
    let code = here.code_for(&ada).await;
    here.sign_up_by_code(&ada).await;

    assert_eq!(verified(&here, &browser, &code).await, Err(Error::Taken));
    assert!(!states(&here, &browser).await[1].1);
    assert_eq!(here.events(here.member(&browser).await.user_id).await, ["signed_up", "email_added"]);
}

#[tokio::test]
async fn of_two_accounts_that_verify_one_address_at_once_one_gets_it() {
    let (here, ada, eve, both) = (Installation::new().await, Person::new(), Person::new(), Person::new());
    let (one, other) = (here.sign_up_by_code(&ada).await, here.sign_up_by_code(&eve).await);
    let mut codes = Vec::new();
    for browser in [&one, &other] {
        here.add_email(browser, &both).await.unwrap();
        codes.push(here.code_for(&both).await);
    }
    let results = tokio::join!(verified(&here, &one, &codes[0]), verified(&here, &other, &codes[1]));
    assert!(matches!(results, (Ok(()), Err(Error::Taken)) | (Err(Error::Taken), Ok(()))), "{results:?}");
    let verified = [states(&here, &one).await[1].1, states(&here, &other).await[1].1];
    assert_eq!(verified, [results.0.is_ok(), results.1.is_ok()]);
}

#[tokio::test]
async fn a_code_for_an_address_that_was_removed_verifies_nothing() {
    let (here, ada, work) = (Installation::new().await, Person::new(), Person::new());
    let browser = here.sign_up_by_code(&ada).await;
    here.add_email(&browser, &work).await.unwrap();
    let (code, id) = (here.code_for(&work).await, here.email_id(&browser, &work).await);
    here.identity.remove_email(&here.member(&browser).await, id).await.unwrap();
    assert_eq!(verified(&here, &browser, &code).await, Err(Error::NotFound));
    assert_eq!(states(&here, &browser).await, [(ada.email, true)]);
}

#[tokio::test]
async fn an_address_is_removed_and_free_for_others() {
    let (here, ada, bob, work) = (Installation::new().await, Person::new(), Person::new(), Person::new());
    let browser = here.sign_up_by_code(&ada).await;
    let id = here.add_verified(&browser, &work).await;
    let member = here.member(&browser).await;
    here.identity.remove_email(&member, id).await.unwrap();
    assert_eq!(states(&here, &browser).await, [(ada.email.clone(), true)]);
    assert!(here.letters(&ada).await[0] == Letter::EmailRemoved);
    assert_eq!(here.events(member.user_id).await.last().unwrap(), "email_removed");
    assert_eq!(here.identity.remove_email(&member, id).await, Err(Error::NotFound));

    let neighbour = here.sign_up_by_code(&bob).await;
    here.add_verified(&neighbour, &work).await;
}

#[tokio::test]
async fn the_primary_address_is_not_removed() {
    let (here, ada, work) = (Installation::new().await, Person::new(), Person::new());
    let browser = here.sign_up_by_code(&ada).await;
    here.add_verified(&browser, &work).await;
    let (member, id) = (here.member(&browser).await, here.email_id(&browser, &ada).await);
    let before = here.all_of(member.user_id).await;
    assert_eq!(here.identity.remove_email(&member, id).await, Err(Error::NotFound));
    assert_eq!(here.all_of(member.user_id).await, before);
}

#[tokio::test]
async fn the_only_verified_address_stays_where_it_is_the_last_way_in() {
    let (here, ada, work) = (Installation::new().await, Person::new(), Person::new());
    let browser = here.sign_up(&ada).await;
    let id = here.add_verified(&browser, &work).await;
    let member = here.member(&browser).await;
    here.identity.delete_passkey(&member, here.passkey_id(&ada).await).await.unwrap();
    let before = here.all_of(member.user_id).await;
    assert_eq!(here.identity.remove_email(&member, id).await, Err(Error::LastWay));
    assert_eq!(here.all_of(member.user_id).await, before);
}

#[tokio::test]
async fn somebody_else_s_address_is_not_found_and_nothing_changes() {
    let (here, ada, eve) = (Installation::new().await, Person::new(), Person::new());
    let (work, home) = (Person::new(), Person::new());
    let (browser, strange) = (here.sign_up_by_code(&ada).await, here.sign_up_by_code(&eve).await);
    let verified = here.add_verified(&browser, &work).await;
    here.add_email(&browser, &home).await.unwrap();
    let unverified = here.email_id(&browser, &home).await;
    let (victim, stranger) = (here.member(&browser).await.user_id, here.member(&strange).await);
    let before = (here.all_of(victim).await, here.all_of(stranger.user_id).await);

    for id in [verified, unverified, Uuid::new_v4()] {
        let sent = here.identity.send_verification(&strange, &stranger, id, &Device::default()).await;
        assert_eq!(sent, Err(Error::NotFound));
        assert_eq!(here.identity.make_primary(&stranger, id).await, Err(Error::NotFound));
        assert_eq!(here.identity.remove_email(&stranger, id).await, Err(Error::NotFound));
    }
    assert_eq!((here.all_of(victim).await, here.all_of(stranger.user_id).await), before);
}

#[tokio::test]
async fn an_account_has_ten_addresses_at_most() {
    let (here, ada, last) = (Installation::new().await, Person::new(), Person::new());
    let browser = here.sign_up_by_code(&ada).await;
    for _ in 0..8 {
        here.add_email(&browser, &Person::new()).await.unwrap();
    }
    here.add_email(&browser, &last).await.unwrap();
    let (user_id, eleventh) = (here.member(&browser).await.user_id, Person::new());
    let before = here.all_of(user_id).await;
    assert_eq!(here.add_email(&browser, &eleventh).await, Err(Error::Full));
    assert_eq!((here.all_of(user_id).await, here.letters(&eleventh).await.len()), (before, 0));

    here.add_email(&browser, &last).await.expect("it is one of the ten");
    let id = here.email_id(&browser, &last).await;
    here.identity.remove_email(&here.member(&browser).await, id).await.unwrap();
    here.add_email(&browser, &eleventh).await.unwrap();
}

#[tokio::test]
async fn of_two_that_are_added_at_once_as_the_tenth_one_is() {
    let (here, ada) = (Installation::new().await, Person::new());
    let browser = here.sign_up_by_code(&ada).await;
    for _ in 0..8 {
        here.add_email(&browser, &Person::new()).await.unwrap();
    }
    let (one, other) = (here.at_next_request(browser.id()), here.at_next_request(browser.id()));
    let (first, second) = (Person::new(), Person::new());
    let results = tokio::join!(here.add_email(&one, &first), here.add_email(&other, &second));
    assert!(matches!(results, (Ok(()), Err(Error::Full)) | (Err(Error::Full), Ok(()))), "{results:?}");
    assert_eq!(here.access(&browser).await.emails.len(), 10);
}

#[tokio::test]
async fn an_address_that_had_its_five_mails_is_added_and_gets_no_other() {
    let (here, ada, work) = (Installation::new().await, Person::new(), Person::new());
    let browser = here.sign_up_by_code(&ada).await;
    for _ in 0..5 {
        here.identity.send_sign_in_code(&here.browser(), &work.email, &Device::default()).await.unwrap();
    }
    assert!(matches!(here.add_email(&browser, &work).await, Err(Error::TooMany { .. })));
    assert_eq!(states(&here, &browser).await[1], (work.email.clone(), false));
    assert_eq!(here.letters(&work).await.len(), 5);
}

async fn verified(here: &Installation, browser: &Session, code: &str) -> Result<(), Error> {
    here.identity.verify_email(browser, &here.member(browser).await, code).await
}

/// All addresses, and whether they are verified.
async fn states(here: &Installation, browser: &Session) -> Vec<(String, bool)> {
    here.access(browser).await.emails.into_iter().map(|one| (one.email, one.verified)).collect()
}
