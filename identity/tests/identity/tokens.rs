//! Access tokens of sessions.

use std::sync::Arc;

use crate::support::{TestIdentity, TestUser};

#[tokio::test]
async fn a_session_has_one_token_until_it_ends() {
    let (test, ada) = (TestIdentity::open().await, TestUser::new());
    let browser = test.sign_up(&ada).await;
    let member = test.member_of(browser.id()).await.unwrap();
    let tokens = test.identity.tokens();
    let token = tokens.access_token(&member).unwrap();
    assert!(Arc::ptr_eq(
        &token,
        &tokens.access_token(&test.member_of(browser.id()).await.unwrap()).unwrap()
    ));

    test.identity.sessions().sign_out(&browser).await.unwrap();
    assert!(
        !Arc::ptr_eq(&token, &tokens.access_token(&member).unwrap()),
        "the token was invalidated at sign-out"
    );
}
