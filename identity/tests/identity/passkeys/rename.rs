//! Renaming passkeys.

use crate::support::{TestIdentity, TestUser};

#[tokio::test]
async fn only_the_renamed_passkey_changes_its_name() {
    let (test, ada) = (TestIdentity::open().await, TestUser::new());
    let browser = test.sign_up(&ada).await;
    test.add_passkey(&browser, &ada.on_another_device()).await.unwrap();
    let id = test.passkey_id(&ada).await;
    test.identity
        .passkeys()
        .rename(&test.current_member(&browser).await, id, "The old phone")
        .await
        .unwrap();
    let names: Vec<_> =
        test.credentials(&browser).await.passkeys.into_iter().map(|one| one.name).collect();
    assert_eq!(names, ["The old phone", "Passkey"]);
}
