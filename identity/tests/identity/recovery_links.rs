//! Links that an operator hands out: once, within a quarter of an hour.

use identity::{Device, Error, EmailTemplate, Member};
use tower_sessions::Session;
use uuid::Uuid;

use crate::support::{Installation, Person, auth_methods};

#[tokio::test]
async fn a_link_signs_in_once() {
    let (here, ada) = (Installation::new().await, Person::new());
    let owner = here.member(&here.sign_up(&ada).await).await;
    let token = here.identity.recovery().create_link(owner.user_id).await.unwrap();
    let browser = here.browser();
    let member = used(&here, &browser, &token).await.unwrap();

    assert_eq!(member.user_id, owner.user_id);
    assert_eq!(auth_methods(&member), (vec!["recovery"], "aal1"));
    let next = here.member(&browser).await;
    assert_eq!((next.session_id, next.amr, next.aal), (member.session_id, member.amr, member.aal));
    assert!(here.letters(&ada).await[0] == EmailTemplate::RecoveryUsed);
    assert_eq!(here.events(owner.user_id).await, ["signed_up", "recovery_used"]);

    let again = here.browser();
    assert_eq!(used(&here, &again, &token).await, Err(Error::RecoveryRejected));
    assert!(here.who(again.id()).await.is_none());
}

#[tokio::test]
async fn the_table_does_not_hold_the_token() {
    let (here, ada) = (Installation::new().await, Person::new());
    let user_id = here.member(&here.sign_up(&ada).await).await.user_id;
    let token = here.identity.recovery().create_link(user_id).await.unwrap();
    let row: String = sqlx::query_scalar(
        "select row_to_json(l)::text || encode(token_hash, 'escape') || encode(token_hash, 'base64')
         from identity.recovery_links l where user_id = $1",
    )
    .bind(user_id)
    .fetch_one(&here.db)
    .await
    .unwrap();
    assert!(!row.contains(&token) && token.len() == 43, "{row}");
}

#[tokio::test]
async fn a_newer_link_ends_the_older_one_and_nobody_else_s() {
    let (here, ada, bob) = (Installation::new().await, Person::new(), Person::new());
    let (one, other) = (here.member(&here.sign_up(&ada).await).await, here.member(&here.sign_up(&bob).await).await);
    let neighbour_s = here.identity.recovery().create_link(other.user_id).await.unwrap();
    let older = here.identity.recovery().create_link(one.user_id).await.unwrap();
    let newer = here.identity.recovery().create_link(one.user_id).await.unwrap();
    assert_eq!(used(&here, &here.browser(), &older).await, Err(Error::RecoveryRejected));
    assert_eq!(used(&here, &here.browser(), &newer).await.unwrap().user_id, one.user_id);
    assert_eq!(used(&here, &here.browser(), &neighbour_s).await.unwrap().user_id, other.user_id);
}

#[tokio::test]
async fn a_quarter_of_an_hour_later_it_is_too_late() {
    let (here, ada) = (Installation::new().await, Person::new());
    let user_id = here.member(&here.sign_up(&ada).await).await.user_id;
    for (passed, serves) in [(14 * 60 + 50, true), (15 * 60, false)] {
        let token = here.identity.recovery().create_link(user_id).await.unwrap();
        sqlx::query(
            "update identity.recovery_links set expires_at = expires_at - make_interval(secs => $2) where user_id = $1",
        )
        .bind(user_id)
        .bind(passed)
        .execute(&here.db)
        .await
        .unwrap();
        let result = used(&here, &here.browser(), &token).await;
        assert_eq!(result.map(|member| member.user_id), if serves { Ok(user_id) } else { Err(Error::RecoveryRejected) });
    }
}

#[tokio::test]
async fn of_two_that_use_a_link_at_once_one_signs_in() {
    let (here, ada) = (Installation::new().await, Person::new());
    let user_id = here.member(&here.sign_up(&ada).await).await.user_id;
    let token = here.identity.recovery().create_link(user_id).await.unwrap();
    let (one, other) = (here.browser(), here.browser());
    let results = tokio::join!(used(&here, &one, &token), used(&here, &other, &token));
    let ((Ok(_), Err(error)) | (Err(error), Ok(_))) = results else { panic!("both or neither") };
    assert_eq!((error, here.traces(&ada).await.sessions), (Error::RecoveryRejected, 2));
}

#[tokio::test]
async fn what_is_no_token_is_refused() {
    let here = Installation::new().await;
    for token in ["", "x", &"A".repeat(43), &"A".repeat(10_000)] {
        assert_eq!(used(&here, &here.browser(), token).await, Err(Error::RecoveryRejected));
    }
}

#[tokio::test]
async fn there_is_no_link_to_an_account_that_is_unknown_or_disabled() {
    let (here, ada) = (Installation::new().await, Person::new());
    let user_id = here.member(&here.sign_up(&ada).await).await.user_id;
    let token = here.identity.recovery().create_link(user_id).await.unwrap();
    here.identity.accounts().disable(user_id).await.unwrap();
    assert_eq!(here.identity.recovery().create_link(user_id).await, Err(Error::AccountDisabled));
    assert_eq!(here.identity.recovery().create_link(Uuid::new_v4()).await, Err(Error::NotFound));
    let browser = here.browser();
    assert_eq!(used(&here, &browser, &token).await, Err(Error::AccountDisabled), "one that was handed out before");
    assert!(here.who(browser.id()).await.is_none());

    here.identity.accounts().enable(user_id).await.unwrap();
    used(&here, &browser, &token).await.expect("it was not used up");
}

async fn used(here: &Installation, browser: &Session, token: &str) -> Result<Member, Error> {
    here.identity.recovery().redeem_link(browser, token, &Device::default()).await
}
