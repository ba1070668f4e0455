//! Passkeys under other names, and deleted: they never sign in again, but the last way into an account stays.

use identity::{Error, EmailTemplate};
use uuid::Uuid;

use crate::support::{Deceit, Installation, Person};

#[tokio::test]
async fn a_passkey_gets_another_name_and_the_others_keep_theirs() {
    let (here, ada) = (Installation::new().await, Person::new());
    let browser = here.sign_up(&ada).await;
    here.add_passkey(&browser, &ada.elsewhere()).await.unwrap();
    let id = here.passkey_id(&ada).await;
    here.identity.passkeys().rename(&here.member(&browser).await, id, "The old phone").await.unwrap();
    let names: Vec<_> = here.access(&browser).await.passkeys.into_iter().map(|one| one.name).collect();
    assert_eq!(names, ["The old phone", "Passkey"]);
}

#[tokio::test]
async fn a_deleted_passkey_is_unknown_from_then_on() {
    let (here, ada) = (Installation::new().await, Person::new());
    let laptop = ada.elsewhere();
    let browser = here.sign_up(&ada).await;
    here.add_passkey(&browser, &laptop).await.unwrap();
    let member = here.member(&browser).await;
    let waiting = here.browser();
    let options = here.identity.sign_in().begin(&waiting, identity::Mediation::Button).await.unwrap();
    let response = laptop.device.get(&options, Deceit::Nothing).await;
    here.identity.passkeys().delete(&member, here.passkey_id(&laptop).await).await.unwrap();

    assert_eq!(here.finish_sign_in(&waiting, &response).await, Err(Error::UnknownPasskey), "it was under way");
    assert_eq!(here.try_sign_in(&here.browser(), &laptop).await, Err(Error::UnknownPasskey));
    here.sign_in(&ada).await;
    assert!(here.letters(&ada).await[0] == EmailTemplate::PasskeyRemoved);
    assert_eq!(here.events(member.user_id).await.last().unwrap(), "passkey_removed");
}

#[tokio::test]
async fn a_deleted_passkey_confirms_nothing_that_was_begun_with_it() {
    let (here, ada) = (Installation::new().await, Person::new());
    let laptop = ada.elsewhere();
    let browser = here.sign_up(&ada).await;
    here.add_passkey(&browser, &laptop).await.unwrap();
    let member = here.member(&browser).await;
    let options = here.identity.reauthentication().begin(&browser, &member).await.unwrap();
    let response = laptop.device.get(&options, Deceit::Nothing).await.to_string();
    here.identity.passkeys().delete(&member, here.passkey_id(&laptop).await).await.unwrap();
    let confirmed = here.identity.reauthentication().finish(&browser, &member, &response, &identity::Device::default()).await;
    assert_eq!(confirmed, Err(Error::PasskeyRejected));
}

#[tokio::test]
async fn the_last_passkey_stays_where_there_is_no_other_way_in() {
    let (here, ada, work) = (Installation::new().await, Person::new(), Person::new());
    let browser = here.sign_up(&ada).await;
    here.add_email(&browser, &work).await.unwrap();
    let member = here.member(&browser).await;
    here.identity.recovery().generate_codes(&member).await.unwrap();
    sqlx::query("update identity.recovery_codes set used_at = now() where user_id = $1")
        .bind(member.user_id)
        .execute(&here.db)
        .await
        .unwrap();
    let (id, before) = (here.passkey_id(&ada).await, here.all_of(member.user_id).await);
    assert_eq!(here.identity.passkeys().delete(&member, id).await, Err(Error::LastCredential));
    assert_eq!(here.all_of(member.user_id).await, before);
    here.sign_in(&ada).await;
}

#[tokio::test]
async fn the_last_passkey_may_go_where_an_address_is_verified() {
    let (here, ada, work) = (Installation::new().await, Person::new(), Person::new());
    let browser = here.sign_up(&ada).await;
    here.add_verified(&browser, &work).await;
    here.identity.passkeys().delete(&here.member(&browser).await, here.passkey_id(&ada).await).await.unwrap();
    assert!(here.access(&browser).await.passkeys.is_empty());
}

#[tokio::test]
async fn the_last_passkey_may_go_where_recovery_codes_are_left() {
    let (here, ada) = (Installation::new().await, Person::new());
    let browser = here.sign_up(&ada).await;
    let member = here.member(&browser).await;
    here.identity.recovery().generate_codes(&member).await.unwrap();
    here.identity.passkeys().delete(&member, here.passkey_id(&ada).await).await.unwrap();
    assert!(here.access(&browser).await.passkeys.is_empty());
}

#[tokio::test]
async fn of_the_last_two_that_are_deleted_at_once_one_stays() {
    let here = Installation::new().await;
    for _ in 0..4 {
        let ada = Person::new();
        let laptop = ada.elsewhere();
        let browser = here.sign_up(&ada).await;
        here.add_passkey(&browser, &laptop).await.unwrap();
        let (one, other) = (here.passkey_id(&ada).await, here.passkey_id(&laptop).await);
        let member = here.member(&browser).await;
        let results =
            tokio::join!(here.identity.passkeys().delete(&member, one), here.identity.passkeys().delete(&member, other));
        assert!(matches!(results, (Ok(()), Err(Error::LastCredential)) | (Err(Error::LastCredential), Ok(()))), "{results:?}");
        assert_eq!(here.identity.accounts().counts(&member).await.unwrap().passkeys, 1);
    }
}

#[tokio::test]
async fn somebody_else_s_passkey_is_not_found_and_nothing_changes() {
    let (here, ada, eve) = (Installation::new().await, Person::new(), Person::new());
    let browser = here.sign_up_by_code(&ada).await;
    here.add_passkey(&browser, &ada).await.unwrap();
    let victim = here.member(&browser).await.user_id;
    let stranger = here.member(&here.sign_up(&eve).await).await;
    let before = (here.all_of(victim).await, here.all_of(stranger.user_id).await);
    for id in [here.passkey_id(&ada).await, Uuid::new_v4()] {
        assert_eq!(here.identity.passkeys().rename(&stranger, id, "Mine").await, Err(Error::NotFound));
        assert_eq!(here.identity.passkeys().delete(&stranger, id).await, Err(Error::NotFound));
    }
    assert_eq!((here.all_of(victim).await, here.all_of(stranger.user_id).await), before);
}
