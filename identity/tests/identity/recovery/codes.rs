//! Recovery codes: ten, shown once, each valid for one sign-in.

use std::{collections::HashSet, time::Duration};

use identity::{Device, EmailTemplate, Error, Mediation, Member};
use tower_sessions::Session;
use uuid::Uuid;

use crate::support::{TestIdentity, TestUser, auth_methods};

#[tokio::test]
async fn ten_codes_are_generated_and_only_hashes_are_stored() {
    let (test, ada) = (TestIdentity::open().await, TestUser::new());
    let browser = test.sign_up(&ada).await;
    let codes = generate(&test, &browser).await;
    assert_eq!(codes.iter().collect::<HashSet<_>>().len(), 10);
    assert_eq!(test.credentials(&browser).await.recovery_codes, 10);

    let member = test.current_member(&browser).await;
    let rows = test.all_rows(member.user_id).await.to_lowercase();
    let export = test.identity.accounts().export(&member).await.unwrap().to_string();
    for code in &codes {
        let (selector, verifier) = code.split_once('-').unwrap();
        assert!(rows.contains(selector), "selectors are stored");
        assert!(
            !rows.contains(verifier) && !export.contains(verifier) && !export.contains(selector)
        );
    }
    let hashes: Vec<String> =
        sqlx::query_scalar("select hash from identity.recovery_codes where user_id = $1")
            .bind(member.user_id)
            .fetch_all(&test.db)
            .await
            .unwrap();
    // The minimum that OWASP recommends for Argon2id: 19 MiB, two iterations, one lane.
    assert!(
        hashes.iter().all(|hash| hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$")),
        "{hashes:?}"
    );
    assert_eq!(hashes.iter().collect::<HashSet<_>>().len(), 10);
    assert_eq!(test.audit_log(member.user_id).await, ["signed_up", "recovery_codes_generated"]);
}

#[tokio::test]
async fn a_code_signs_in_once() {
    let (test, ada) = (TestIdentity::open().await, TestUser::new());
    let owner = test.sign_up(&ada).await;
    let codes = generate(&test, &owner).await;
    let (browser, client) = (test.browser(), unique_client());
    let member = redeem(&test, &browser, &codes[3], &client).await.unwrap();

    assert_eq!(auth_methods(&member), (vec!["recovery"], "aal1"));
    let next = test.current_member(&browser).await;
    assert_eq!(
        (next.user_id, next.session_id),
        (test.current_member(&owner).await.user_id, member.session_id)
    );
    assert_eq!((next.amr, next.aal), (member.amr, member.aal));
    assert!(test.emails_to(&ada).await[0] == EmailTemplate::RecoveryUsed);
    assert_eq!(test.audit_log(member.user_id).await.last().unwrap(), "recovery_used");
    let credentials = test.credentials(&owner).await;
    assert_eq!(credentials.recovery_codes, 9);
    assert_eq!(credentials.sessions[1].ip_address, client.ip_address);

    let again = test.browser();
    assert_eq!(redeem(&test, &again, &codes[3], &client).await, Err(Error::RecoveryRejected));
    assert!(test.member_of(again.id()).await.is_none());
    redeem(&test, &again, &codes[4], &client).await.unwrap();
}

#[tokio::test]
async fn a_code_replaces_the_guest_session() {
    let (test, ada) = (TestIdentity::open().await, TestUser::new());
    let codes = generate(&test, &test.sign_up(&ada).await).await;
    let browser = test.browser();
    test.identity.sign_in().begin(&browser, Mediation::Modal).await.unwrap();
    let guest = browser.id();
    redeem(&test, &browser, &codes[0], &unique_client()).await.unwrap();
    assert_ne!(browser.id(), guest);
    assert_eq!((test.session_count(guest).await, test.session_count(browser.id()).await), (0, 1));
}

#[tokio::test]
async fn new_codes_replace_the_older_ones_of_the_same_account_only() {
    let (test, ada, bob) = (TestIdentity::open().await, TestUser::new(), TestUser::new());
    let (browser, bobs_browser) = (test.sign_up(&ada).await, test.sign_up(&bob).await);
    let (old, others) = (generate(&test, &browser).await, generate(&test, &bobs_browser).await);
    let new = generate(&test, &browser).await;
    assert_eq!(test.credentials(&browser).await.recovery_codes, 10);
    assert_eq!(
        redeem(&test, &test.browser(), &old[0], &unique_client()).await,
        Err(Error::RecoveryRejected)
    );
    redeem(&test, &test.browser(), &new[0], &unique_client()).await.unwrap();
    let member = redeem(&test, &test.browser(), &others[0], &unique_client()).await.unwrap();
    assert_eq!(member.email, bob.email);
}

#[tokio::test]
async fn only_one_of_two_concurrent_redemptions_succeeds() {
    let (test, ada) = (TestIdentity::open().await, TestUser::new());
    let codes = generate(&test, &test.sign_up(&ada).await).await;
    let (one, other, client) = (test.browser(), test.browser(), unique_client());
    let results = tokio::join!(
        redeem(&test, &one, &codes[0], &client),
        redeem(&test, &other, &codes[0], &client)
    );
    let ((Ok(_), Err(error)) | (Err(error), Ok(_))) = results else {
        panic!("both or none succeeded")
    };
    assert_eq!((error, test.row_counts(&ada).await.sessions), (Error::RecoveryRejected, 2));
}

#[tokio::test]
async fn similar_codes_are_rejected() {
    let (test, ada, eve) = (TestIdentity::open().await, TestUser::new(), TestUser::new());
    let codes = generate(&test, &test.sign_up(&ada).await).await;
    let others = generate(&test, &test.sign_up(&eve).await).await;
    let (selector, verifier) = (&codes[0][..5], &codes[0][5..]);
    for code in [
        format!("{selector}{}", &codes[1][5..]),
        format!("{}{verifier}", &codes[1][..5]),
        format!("{}{verifier}", &others[0][..5]),
        format!("{selector}-aaaaa-aaaaa-aaaaa"),
        format!("1oil0{verifier}"),
        codes[0][..17].to_owned(),
        codes[0].replace('-', ""),
        codes[0].to_uppercase(),
        String::new(),
    ] {
        let browser = test.browser();
        assert_eq!(
            redeem(&test, &browser, &code, &unique_client()).await,
            Err(Error::RecoveryRejected),
            "{code}"
        );
        assert!(test.member_of(browser.id()).await.is_none());
    }
    redeem(&test, &test.browser(), &codes[0], &unique_client())
        .await
        .expect("the code is still unused");
}

#[tokio::test]
async fn a_client_has_twenty_attempts_per_hour() {
    let (test, ada) = (TestIdentity::open().await, TestUser::new());
    let codes = generate(&test, &test.sign_up(&ada).await).await;
    let network = Uuid::new_v4().as_u128();
    let host = |n: usize| Device {
        ip_address: Some(format!("{}{n:x}", network_prefix(network))),
        ..Device::default()
    };
    // Attempts count per network, whatever the code and the host.
    let attempts: Vec<_> = (0..20).map(|n| (test.browser(), host(n))).collect();
    for (browser, device) in &attempts {
        assert_eq!(
            redeem(&test, browser, "aaaaa-aaaaa-aaaaa-aaaaa", device).await,
            Err(Error::RecoveryRejected)
        );
    }
    let result = redeem(&test, &test.browser(), &codes[0], &host(99)).await;
    let Err(Error::RateLimited { retry_after }) = result else { panic!("{result:?}") };
    assert!(
        (Duration::from_mins(50)..=Duration::from_hours(1)).contains(&retry_after),
        "{retry_after:?}"
    );
    assert_eq!(test.row_counts(&ada).await.sessions, 1);

    redeem(&test, &test.browser(), &codes[0], &unique_client())
        .await
        .expect("other clients are not limited");
}

#[tokio::test]
async fn codes_of_a_disabled_account_work_again_once_it_is_enabled() {
    let (test, ada) = (TestIdentity::open().await, TestUser::new());
    let browser = test.sign_up(&ada).await;
    let (member, codes) = (test.current_member(&browser).await, generate(&test, &browser).await);
    test.identity.accounts().disable(member.user_id).await.unwrap();
    let before = test.all_rows(member.user_id).await;
    let guest = test.browser();
    assert_eq!(
        redeem(&test, &guest, &codes[0], &unique_client()).await,
        Err(Error::AccountDisabled)
    );
    assert_eq!(test.all_rows(member.user_id).await, before);
    assert!(test.member_of(guest.id()).await.is_none());
    test.identity.accounts().enable(member.user_id).await.unwrap();
    redeem(&test, &test.browser(), &codes[0], &unique_client()).await.unwrap();
}

async fn generate(test: &TestIdentity, browser: &Session) -> Vec<String> {
    let codes =
        test.identity.recovery().generate_codes(&test.current_member(browser).await).await.unwrap();
    assert_eq!(codes.len(), 10);
    codes
}

async fn redeem(
    test: &TestIdentity,
    browser: &Session,
    code: &str,
    device: &Device,
) -> Result<Member, Error> {
    test.identity.recovery().redeem_code(browser, code, device).await
}

/// A client in a network that no other test uses.
fn unique_client() -> Device {
    Device {
        ip_address: Some(format!("{}1", network_prefix(Uuid::new_v4().as_u128()))),
        ..Device::default()
    }
}

/// An IPv6 /64.
fn network_prefix(random: u128) -> String {
    let (a, b, c) = ((random >> 32) & 0xffff, (random >> 16) & 0xffff, random & 0xffff);
    format!("fd00:{a:x}:{b:x}:{c:x}::")
}
