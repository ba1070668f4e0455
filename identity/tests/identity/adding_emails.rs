//! Adding addresses: once each, ten at most, and never a mail too many.

use identity::{Device, Error};

use crate::support::{Installation, Person};

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

    here.verify(&browser, &here.code_for(&work).await).await.unwrap();
    for same in [&work, &shouted, &ada] {
        assert_eq!(here.add_email(&browser, same).await, Err(Error::EmailTaken));
    }
    let events = here.events(here.member(&browser).await.user_id).await;
    assert_eq!(events, ["signed_up", "email_added", "email_verified"]);
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
    assert_eq!(here.add_email(&browser, &eleventh).await, Err(Error::LimitReached));
    assert_eq!((here.all_of(user_id).await, here.letters(&eleventh).await.len()), (before, 0));

    here.add_email(&browser, &last).await.expect("it is one of the ten");
    let id = here.email_id(&browser, &last).await;
    here.identity.emails().remove(&here.member(&browser).await, id).await.unwrap();
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
    assert!(matches!(results, (Ok(()), Err(Error::LimitReached)) | (Err(Error::LimitReached), Ok(()))), "{results:?}");
    assert_eq!(here.access(&browser).await.emails.len(), 10);
}

#[tokio::test]
async fn an_address_that_had_its_five_mails_is_added_and_gets_no_other() {
    let (here, ada, work) = (Installation::new().await, Person::new(), Person::new());
    let browser = here.sign_up_by_code(&ada).await;
    for _ in 0..5 {
        here.identity.codes().send_for_sign_in(&here.browser(), &work.email, &Device::default()).await.unwrap();
    }
    assert!(matches!(here.add_email(&browser, &work).await, Err(Error::RateLimited { .. })));
    assert_eq!(here.addresses(&browser).await[1], (work.email.clone(), false));
    assert_eq!(here.letters(&work).await.len(), 5);
}
