//! The primary address: the account is called after it, and notices go there.

use identity::{Error, EmailTemplate};

use crate::support::{Installation, Person};

#[tokio::test]
async fn the_account_is_called_after_its_primary_address() {
    let (here, ada, work) = (Installation::new().await, Person::new(), Person::new());
    let browser = here.sign_up(&ada).await;
    let id = here.add_verified(&browser, &work).await;
    let member = here.member(&browser).await;
    assert_eq!((member.email.as_str(), member.email_verified), (&*ada.email, false));
    let token = here.identity.tokens().access_token(&member).unwrap();
    here.identity.emails().make_primary(&member, id).await.unwrap();

    let member = here.member(&browser).await;
    assert_eq!((member.email.as_str(), member.email_verified), (&*work.email, true));
    let primary: Vec<_> = here.access(&browser).await.emails.into_iter().filter(|one| one.primary).collect();
    assert!(matches!(&primary[..], [one] if one.id == id));
    assert_eq!(here.events(member.user_id).await.last().unwrap(), "primary_email_changed");
    let renewed = here.identity.tokens().access_token(&member).unwrap();
    assert_ne!(token, renewed, "the token of this session says so at once");
    assert_eq!(here.identity.sessions().validate(&renewed).await.unwrap().unwrap().email, work.email);
}

#[tokio::test]
async fn the_address_that_was_trusted_until_now_hears_of_the_change() {
    let (here, ada, work) = (Installation::new().await, Person::new(), Person::new());
    let browser = here.sign_up_by_code(&ada).await;
    let id = here.add_verified(&browser, &work).await;
    let old = here.email_id(&browser, &ada).await;
    let told = (here.letters(&ada).await.len(), here.letters(&work).await.len());
    here.identity.emails().make_primary(&here.member(&browser).await, id).await.unwrap();
    assert!(here.letters(&ada).await[0] == EmailTemplate::PrimaryEmailChanged);
    assert_eq!((here.letters(&ada).await.len(), here.letters(&work).await.len()), (told.0 + 1, told.1));

    here.identity.emails().remove(&here.member(&browser).await, old).await.unwrap();
    assert!(here.letters(&work).await[0] == EmailTemplate::EmailRemoved, "what happens next is told to the new one");
    assert_eq!(here.letters(&ada).await.len(), told.0 + 1);
}

#[tokio::test]
async fn an_unverified_address_does_not_become_primary() {
    let (here, ada, work) = (Installation::new().await, Person::new(), Person::new());
    let browser = here.sign_up_by_code(&ada).await;
    here.add_email(&browser, &work).await.unwrap();
    let (member, id) = (here.member(&browser).await, here.email_id(&browser, &work).await);
    let before = here.all_of(member.user_id).await;
    assert_eq!(here.identity.emails().make_primary(&member, id).await, Err(Error::NotFound));
    assert_eq!(here.all_of(member.user_id).await, before);
}

#[tokio::test]
async fn what_is_primary_already_changes_nothing_and_tells_nobody() {
    let (here, ada) = (Installation::new().await, Person::new());
    let browser = here.sign_up_by_code(&ada).await;
    let (member, id) = (here.member(&browser).await, here.email_id(&browser, &ada).await);
    let before = here.all_of(member.user_id).await;
    here.identity.emails().make_primary(&member, id).await.unwrap();
    assert_eq!(here.all_of(member.user_id).await, before);
}

#[tokio::test]
async fn of_two_that_become_primary_at_once_one_is() {
    let (here, ada, work, home) = (Installation::new().await, Person::new(), Person::new(), Person::new());
    let browser = here.sign_up_by_code(&ada).await;
    let (one, other) = (here.add_verified(&browser, &work).await, here.add_verified(&browser, &home).await);
    let member = here.member(&browser).await;
    let results = tokio::join!(here.identity.emails().make_primary(&member, one), here.identity.emails().make_primary(&member, other));
    assert_eq!(results, (Ok(()), Ok(())), "one after the other");
    let primary: Vec<_> = here.access(&browser).await.emails.into_iter().filter(|one| one.primary).collect();
    assert_eq!(primary.len(), 1);
    assert_eq!(here.member(&browser).await.email, primary[0].email);
}

#[tokio::test]
async fn the_primary_address_is_verified_while_another_takes_its_place() {
    let here = Installation::new().await;
    // Each takes locks that the other needs: in the wrong order one of them fails, sooner or later.
    for _ in 0..8 {
        let (ada, work) = (Person::new(), Person::new());
        let browser = here.sign_up(&ada).await;
        let id = here.add_verified(&browser, &work).await;
        let (member, old) = (here.member(&browser).await, here.email_id(&browser, &ada).await);
        here.identity.emails().send_verification_code(&browser, &member, old, &identity::Device::default()).await.unwrap();
        let code = here.code_for(&ada).await;
        let results =
            tokio::join!(here.identity.emails().verify(&browser, &member, &code), here.identity.emails().make_primary(&member, id));
        assert_eq!(results, (Ok(()), Ok(())));
        let now = here.member(&browser).await;
        assert_eq!((now.email.as_str(), now.email_verified), (&*work.email, true));
    }
}
