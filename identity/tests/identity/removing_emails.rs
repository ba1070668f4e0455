//! Removing addresses: one's own, and neither the primary one nor the last way in.

use identity::{Device, Error, EmailTemplate};
use uuid::Uuid;

use crate::support::{Installation, Person};

#[tokio::test]
async fn a_code_for_an_address_that_was_removed_verifies_nothing() {
    let (here, ada, work) = (Installation::new().await, Person::new(), Person::new());
    let browser = here.sign_up_by_code(&ada).await;
    here.add_email(&browser, &work).await.unwrap();
    let (code, id) = (here.code_for(&work).await, here.email_id(&browser, &work).await);
    here.identity.emails().remove(&here.member(&browser).await, id).await.unwrap();
    assert_eq!(here.verify(&browser, &code).await, Err(Error::NotFound));
    assert_eq!(here.addresses(&browser).await, [(ada.email, true)]);
}

#[tokio::test]
async fn an_address_is_removed_and_free_for_others() {
    let (here, ada, bob, work) = (Installation::new().await, Person::new(), Person::new(), Person::new());
    let browser = here.sign_up_by_code(&ada).await;
    let id = here.add_verified(&browser, &work).await;
    let member = here.member(&browser).await;
    here.identity.emails().remove(&member, id).await.unwrap();
    assert_eq!(here.addresses(&browser).await, [(ada.email.clone(), true)]);
    assert!(here.letters(&ada).await[0] == EmailTemplate::EmailRemoved);
    assert_eq!(here.events(member.user_id).await.last().unwrap(), "email_removed");
    assert_eq!(here.identity.emails().remove(&member, id).await, Err(Error::NotFound));

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
    assert_eq!(here.identity.emails().remove(&member, id).await, Err(Error::NotFound));
    assert_eq!(here.all_of(member.user_id).await, before);
}

#[tokio::test]
async fn the_only_verified_address_stays_where_it_is_the_last_way_in() {
    let (here, ada, work) = (Installation::new().await, Person::new(), Person::new());
    let browser = here.sign_up(&ada).await;
    let id = here.add_verified(&browser, &work).await;
    let member = here.member(&browser).await;
    here.identity.passkeys().delete(&member, here.passkey_id(&ada).await).await.unwrap();
    let before = here.all_of(member.user_id).await;
    assert_eq!(here.identity.emails().remove(&member, id).await, Err(Error::LastCredential));
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
        let sent = here.identity.emails().send_verification_code(&strange, &stranger, id, &Device::default()).await;
        assert_eq!(sent, Err(Error::NotFound));
        assert_eq!(here.identity.emails().make_primary(&stranger, id).await, Err(Error::NotFound));
        assert_eq!(here.identity.emails().remove(&stranger, id).await, Err(Error::NotFound));
    }
    assert_eq!((here.all_of(victim).await, here.all_of(stranger.user_id).await), before);
}
