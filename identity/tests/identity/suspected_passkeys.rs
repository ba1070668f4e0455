//! A passkey whose counter doesn't grow may have been copied: it is refused, and its owner hears of it.

use identity::{Device, Error, EmailTemplate};

use crate::support::{Deceit, Installation, Person};

#[tokio::test]
async fn at_sign_in() {
    let (here, ada) = (Installation::new().await, Person::new());
    let browser = here.sign_up_by_code(&ada).await;
    here.add_passkey(&browser, &ada).await.unwrap();
    ada.device.count_from(7);
    here.sign_in(&ada).await;
    ada.device.count_from(5);
    let before = here.passkey(&ada).await;
    assert_eq!(here.try_sign_in(&here.browser(), &ada).await, Err(Error::PasskeyRejected));
    assert_eq!(here.passkey(&ada).await, before);
    heard_of_it(&here, &ada, 1).await;
}

#[tokio::test]
async fn at_a_confirmation() {
    let (here, ada) = (Installation::new().await, Person::new());
    let browser = here.sign_up_by_code(&ada).await;
    here.add_passkey(&browser, &ada).await.unwrap();
    ada.device.count_from(7);
    here.confirm(&browser, &ada).await.unwrap();
    ada.device.count_from(5);
    let (before, cookie) = (here.passkey(&ada).await, browser.id());
    assert_eq!(here.confirm(&browser, &ada).await, Err(Error::PasskeyRejected));
    assert_eq!((here.passkey(&ada).await, browser.id()), (before, cookie));
    heard_of_it(&here, &ada, 1).await;
}

#[tokio::test]
async fn when_its_counter_grew_elsewhere_while_the_confirmation_was_under_way() {
    let (here, ada) = (Installation::new().await, Person::new());
    let browser = here.sign_up_by_code(&ada).await;
    here.add_passkey(&browser, &ada).await.unwrap();
    let member = here.member(&browser).await;
    let options = here.identity.reauthentication().begin(&browser, &member).await.unwrap();
    ada.device.count_from(7);
    here.sign_in(&ada).await;
    ada.device.count_from(5);
    let response = ada.device.get(&options, Deceit::Nothing).await.to_string();
    let confirmed = here.identity.reauthentication().finish(&browser, &member, &response, &Device::default()).await;
    assert_eq!(confirmed, Err(Error::PasskeyRejected));
    heard_of_it(&here, &ada, 1).await;
}

#[tokio::test]
async fn any_other_refusal_is_no_suspicion() {
    let (here, ada) = (Installation::new().await, Person::new());
    let browser = here.sign_up_by_code(&ada).await;
    here.add_passkey(&browser, &ada).await.unwrap();
    let guest = here.browser();
    let options = here.identity.sign_in().begin(&guest, identity::Mediation::Button).await.unwrap();
    let response = ada.device.get(&options, Deceit::Unverified).await;
    assert_eq!(here.finish_sign_in(&guest, &response).await, Err(Error::PasskeyRejected));
    heard_of_it(&here, &ada, 0).await;
}

async fn heard_of_it(here: &Installation, person: &Person, times: usize) {
    let letters = here.letters(person).await;
    assert_eq!(letters.iter().filter(|letter| **letter == EmailTemplate::PasskeyPossiblyCloned).count(), times);
    let account = here.identity.accounts().find(&person.email).await.unwrap().remove(0);
    let events = here.events(account.id).await;
    assert_eq!(events.iter().filter(|event| *event == "passkey_possibly_cloned").count(), times);
}
