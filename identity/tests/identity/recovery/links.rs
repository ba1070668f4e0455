//! Recovery links: created by an operator, valid once, for fifteen minutes.

use identity::{Device, EmailTemplate, Error, Member};
use tower_sessions::Session;
use uuid::Uuid;

use crate::support::{TestIdentity, TestUser, auth_methods};

#[tokio::test]
async fn a_link_signs_in_once() {
    let (test, ada) = (TestIdentity::open().await, TestUser::new());
    let owner = test.current_member(&test.sign_up(&ada).await).await;
    let token = test.identity.recovery().create_link(owner.user_id).await.unwrap();
    let browser = test.browser();
    let member = redeem(&test, &browser, &token).await.unwrap();

    assert_eq!(member.user_id, owner.user_id);
    assert_eq!(auth_methods(&member), (vec!["recovery"], "aal1"));
    let next = test.current_member(&browser).await;
    assert_eq!((next.session_id, next.amr, next.aal), (member.session_id, member.amr, member.aal));
    assert!(test.emails_to(&ada).await[0] == EmailTemplate::RecoveryUsed);
    assert_eq!(test.audit_log(owner.user_id).await, ["signed_up", "recovery_used"]);

    let again = test.browser();
    assert_eq!(redeem(&test, &again, &token).await, Err(Error::RecoveryRejected));
    assert!(test.member_of(again.id()).await.is_none());
}

#[tokio::test]
async fn the_database_stores_only_a_hash_of_the_token() {
    let (test, ada) = (TestIdentity::open().await, TestUser::new());
    let user_id = test.current_member(&test.sign_up(&ada).await).await.user_id;
    let token = test.identity.recovery().create_link(user_id).await.unwrap();
    let row: String = sqlx::query_scalar(
        "select row_to_json(l)::text || encode(token_hash, 'escape') || encode(token_hash, 'base64')
         from identity.recovery_links l where user_id = $1",
    )
    .bind(user_id)
    .fetch_one(&test.db)
    .await
    .unwrap();
    assert!(!row.contains(&token) && token.len() == 43, "{row}");
}

#[tokio::test]
async fn a_new_link_replaces_the_older_one_of_the_same_account_only() {
    let (test, ada, bob) = (TestIdentity::open().await, TestUser::new(), TestUser::new());
    let (one, other) = (
        test.current_member(&test.sign_up(&ada).await).await,
        test.current_member(&test.sign_up(&bob).await).await,
    );
    let other_link = test.identity.recovery().create_link(other.user_id).await.unwrap();
    let older = test.identity.recovery().create_link(one.user_id).await.unwrap();
    let newer = test.identity.recovery().create_link(one.user_id).await.unwrap();
    assert_eq!(redeem(&test, &test.browser(), &older).await, Err(Error::RecoveryRejected));
    assert_eq!(redeem(&test, &test.browser(), &newer).await.unwrap().user_id, one.user_id);
    assert_eq!(redeem(&test, &test.browser(), &other_link).await.unwrap().user_id, other.user_id);
}

#[tokio::test]
async fn a_link_expires_after_fifteen_minutes() {
    let (test, ada) = (TestIdentity::open().await, TestUser::new());
    let user_id = test.current_member(&test.sign_up(&ada).await).await.user_id;
    for (seconds, valid) in [(14 * 60 + 50, true), (15 * 60, false)] {
        let token = test.identity.recovery().create_link(user_id).await.unwrap();
        sqlx::query(
            "update identity.recovery_links set expires_at = expires_at - make_interval(secs => $2)
             where user_id = $1",
        )
        .bind(user_id)
        .bind(seconds)
        .execute(&test.db)
        .await
        .unwrap();
        let result = redeem(&test, &test.browser(), &token).await;
        assert_eq!(
            result.map(|member| member.user_id),
            if valid { Ok(user_id) } else { Err(Error::RecoveryRejected) }
        );
    }
}

#[tokio::test]
async fn only_one_of_two_concurrent_redemptions_succeeds() {
    let (test, ada) = (TestIdentity::open().await, TestUser::new());
    let user_id = test.current_member(&test.sign_up(&ada).await).await.user_id;
    let token = test.identity.recovery().create_link(user_id).await.unwrap();
    let (one, other) = (test.browser(), test.browser());
    let results = tokio::join!(redeem(&test, &one, &token), redeem(&test, &other, &token));
    let ((Ok(_), Err(error)) | (Err(error), Ok(_))) = results else {
        panic!("both or none succeeded")
    };
    assert_eq!((error, test.row_counts(&ada).await.sessions), (Error::RecoveryRejected, 2));
}

#[tokio::test]
async fn other_tokens_are_rejected() {
    let test = TestIdentity::open().await;
    for token in ["", "x", &"A".repeat(43), &"A".repeat(10_000)] {
        assert_eq!(redeem(&test, &test.browser(), token).await, Err(Error::RecoveryRejected));
    }
}

#[tokio::test]
async fn there_are_no_links_to_unknown_or_disabled_accounts() {
    let (test, ada) = (TestIdentity::open().await, TestUser::new());
    let user_id = test.current_member(&test.sign_up(&ada).await).await.user_id;
    let token = test.identity.recovery().create_link(user_id).await.unwrap();
    test.identity.accounts().disable(user_id).await.unwrap();
    assert_eq!(test.identity.recovery().create_link(user_id).await, Err(Error::AccountDisabled));
    assert_eq!(test.identity.recovery().create_link(Uuid::new_v4()).await, Err(Error::NotFound));
    let browser = test.browser();
    assert_eq!(
        redeem(&test, &browser, &token).await,
        Err(Error::AccountDisabled),
        "a link created before"
    );
    assert!(test.member_of(browser.id()).await.is_none());

    test.identity.accounts().enable(user_id).await.unwrap();
    redeem(&test, &browser, &token).await.expect("the link is still unused");
}

async fn redeem(test: &TestIdentity, browser: &Session, token: &str) -> Result<Member, Error> {
    test.identity.recovery().redeem_link(browser, token, &Device::default()).await
}
