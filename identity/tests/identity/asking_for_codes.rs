//! Asking for codes: who gets which mail, what a stranger can tell, and how often.

use std::time::Duration;

use aws_lc_rs::digest::{SHA256, digest};
use identity::{Device, Error, EmailTemplate};
use tower_sessions::Session;
use uuid::Uuid;

use crate::support::{Installation, Person, another_than};

#[tokio::test]
async fn known_unverified_and_unknown_addresses_are_answered_alike() {
    let here = Installation::new().await;
    let (known, unverified, unknown) = (Person::new(), Person::new(), Person::new());
    here.sign_up_by_code(&known).await;
    here.sign_up(&unverified).await;
    for person in [&known, &unverified, &unknown] {
        let browser = here.browser();
        here.identity.codes().send_for_sign_in(&browser, &person.email, &Device::default()).await.unwrap();
        answered_like_everybody(&here, &browser, person).await;
    }
    assert!(matches!(here.letters(&known).await[0], EmailTemplate::SignInCode { .. }));
    assert!(matches!(here.letters(&unverified).await[..], [EmailTemplate::NoAccount]));
    assert!(matches!(here.letters(&unknown).await[..], [EmailTemplate::NoAccount]));
}

#[tokio::test]
async fn a_sign_up_is_answered_alike_whether_or_not_there_is_an_account() {
    let here = Installation::new().await;
    let (known, unverified, unknown) = (Person::new(), Person::new(), Person::new());
    here.sign_up_by_code(&known).await;
    here.sign_up(&unverified).await;
    for person in [&known, &unverified, &unknown] {
        let browser = here.browser();
        here.identity.codes().send_for_sign_up(&browser, &person.email, &Device::default()).await.unwrap();
        answered_like_everybody(&here, &browser, person).await;
    }
    assert!(matches!(here.letters(&known).await[0], EmailTemplate::AlreadyRegistered));
    assert!(matches!(here.letters(&unverified).await[..], [EmailTemplate::SignUpCode { .. }]));
    assert!(matches!(here.letters(&unknown).await[..], [EmailTemplate::SignUpCode { .. }]));
}

/// What the page shows and what tries come to, without the right code.
async fn answered_like_everybody(here: &Installation, browser: &Session, person: &Person) {
    let pending = here.identity.codes().pending(browser).await.unwrap().unwrap();
    assert_eq!((&pending.email, pending.attempts_left), (&person.email, 3));
    assert!((Duration::from_secs(20)..=Duration::from_secs(30)).contains(&pending.resend_in));
    assert_eq!(here.kept_code(browser).await.unwrap().0.len(), 32);
    let wrong = match here.letters(person).await.remove(0) {
        EmailTemplate::SignInCode { code } | EmailTemplate::SignUpCode { code } => another_than(&code),
        _ => "000000".into(),
    };
    for expected in [2, 1, 0].map(|attempts_left| Error::IncorrectCode { attempts_left }).into_iter().chain([Error::CodeExpired]) {
        assert_eq!(here.identity.codes().redeem(browser, &wrong, &Device::default()).await, Err(expected));
    }
    let again = here.identity.codes().resend(browser, &Device::default()).await;
    assert!(matches!(again, Err(Error::RateLimited { .. })));
}

#[tokio::test]
async fn an_address_is_the_same_in_capitals_and_mail_goes_to_the_one_that_was_verified() {
    let (here, ada) = (Installation::new().await, Person::new());
    here.sign_up_by_code(&ada).await;
    let browser = here.browser();
    here.identity.codes().send_for_sign_in(&browser, &ada.email.to_uppercase(), &Device::default()).await.unwrap();
    let code = here.code_for(&ada).await;
    let member = here.identity.codes().redeem(&browser, &code, &Device::default()).await.unwrap();
    assert_eq!(member.email, ada.email);
}

#[tokio::test]
async fn the_table_does_not_hold_the_code() {
    let (here, ada) = (Installation::new().await, Person::new());
    here.sign_up_by_code(&ada).await;
    let (browser, code) = here.asked(&ada).await;
    let row: String = sqlx::query_scalar(
        "select (to_jsonb(code) - array['salt', 'session_id_hash', 'sent_at', 'expires_at', 'email'])::text
         || encode(hash, 'escape') from identity.codes code where email = $1",
    )
    .bind(&ada.email)
    .fetch_one(&here.db)
    .await
    .unwrap();
    let plain = <sha2::Sha256 as sha2::Digest>::digest(&code).to_vec();
    assert!(!row.contains(&code), "{row}");
    assert_ne!(here.kept_code(&browser).await.unwrap().0, plain, "the hash is salted");
}

#[tokio::test]
async fn where_no_code_was_sent_none_of_the_million_fits() {
    let here = Installation::new().await;
    let (known, unknown) = (Person::new(), Person::new());
    here.sign_up_by_code(&known).await;
    here.asked(&known).await;
    assert_eq!(fitting(&here, &known).await.len(), 1, "this is how a code is found");
    here.identity.codes().send_for_sign_in(&here.browser(), &unknown.email, &Device::default()).await.unwrap();
    assert!(fitting(&here, &unknown).await.is_empty());
}

/// The codes that would sign in, by trying all of them on the row that is kept.
async fn fitting(here: &Installation, person: &Person) -> Vec<u32> {
    let (salt, hash): (Uuid, Vec<u8>) = sqlx::query_as("select salt, hash from identity.codes where email = $1")
        .bind(&person.email)
        .fetch_one(&here.db)
        .await
        .unwrap();
    let salted = |code| [salt.as_bytes().as_slice(), format!("{code:06}").as_bytes()].concat();
    (0..1_000_000).filter(|code| digest(&SHA256, &salted(*code)).as_ref() == hash).collect()
}

#[tokio::test]
async fn a_new_code_ends_the_old_one() {
    let (here, ada) = (Installation::new().await, Person::new());
    here.sign_up_by_code(&ada).await;
    let (browser, old) = here.asked(&ada).await;
    here.age_code(&browser, 30).await;
    here.identity.codes().resend(&browser, &Device::default()).await.unwrap();
    let new = here.code_for(&ada).await;
    if old != new {
        let refused = here.identity.codes().redeem(&browser, &old, &Device::default()).await;
        assert_eq!(refused, Err(Error::IncorrectCode { attempts_left: 2 }));
    }
    here.identity.codes().redeem(&browser, &new, &Device::default()).await.unwrap();
}

#[tokio::test]
async fn another_code_is_sent_after_thirty_seconds_and_not_before() {
    let (here, ada) = (Installation::new().await, Person::new());
    let browser = here.browser();
    here.identity.codes().send_for_sign_up(&browser, &ada.email, &Device::default()).await.unwrap();
    here.age_code(&browser, 10).await;
    let Err(Error::RateLimited { retry_after }) = here.identity.codes().resend(&browser, &Device::default()).await else {
        panic!("it was sent again at once")
    };
    assert!((Duration::from_secs(10)..=Duration::from_secs(20)).contains(&retry_after), "{retry_after:?}");
    assert_eq!(here.letters(&ada).await.len(), 1);

    here.age_code(&browser, 20).await;
    assert_eq!(here.identity.codes().pending(&browser).await.unwrap().unwrap().resend_in, Duration::ZERO);
    here.identity.codes().resend(&browser, &Device::default()).await.unwrap();
    assert!(matches!(here.letters(&ada).await[..], [EmailTemplate::SignUpCode { .. }, EmailTemplate::SignUpCode { .. }]));
}

#[tokio::test]
async fn of_two_that_ask_again_at_once_one_is_answered() {
    let (here, ada) = (Installation::new().await, Person::new());
    let (browser, device) = (here.browser(), Device::default());
    here.identity.codes().send_for_sign_up(&browser, &ada.email, &device).await.unwrap();
    here.age_code(&browser, 30).await;
    let (one, other) = (here.at_next_request(browser.id()), here.at_next_request(browser.id()));
    let results = tokio::join!(here.identity.codes().resend(&one, &device), here.identity.codes().resend(&other, &device));
    assert!(matches!(results, (Ok(()), Err(Error::RateLimited { .. })) | (Err(Error::RateLimited { .. }), Ok(()))));
    assert_eq!(here.letters(&ada).await.len(), 2);
}

#[tokio::test]
async fn a_browser_that_asked_for_none_gets_no_other_one() {
    let here = Installation::new().await;
    let browser = here.browser();
    assert!(here.identity.codes().pending(&browser).await.unwrap().is_none());
    assert_eq!(here.identity.codes().resend(&browser, &Device::default()).await, Err(Error::CodeExpired));
}

#[tokio::test]
async fn an_address_gets_five_codes_an_hour_whether_or_not_it_has_an_account() {
    let here = Installation::new().await;
    let (known, unknown) = (Person::new(), Person::new());
    here.sign_up_by_code(&known).await;
    here.age_allowance(&known.email, 60 * 60).await;
    for person in [&known, &unknown] {
        for _ in 0..5 {
            asked_from(&here, &person.email, None).await.unwrap();
        }
        let before = here.letters(person).await.len();
        for email in [person.email.clone(), person.email.to_uppercase()] {
            too_many_for_about_an_hour(asked_from(&here, &email, None).await);
        }
        assert_eq!(here.letters(person).await.len(), before, "nothing is sent");
        here.age_allowance(&person.email, 60 * 60).await;
        asked_from(&here, &person.email, None).await.unwrap();
    }
}

#[tokio::test]
async fn of_many_that_ask_for_one_address_at_once_five_are_answered() {
    let (here, elsewhere, ada) = (Installation::new().await, Installation::new().await, Person::new());
    let asking: Vec<_> = (0..12)
        .map(|n| {
            let server = if n % 2 == 0 { &here } else { &elsewhere };
            let (identity, browser, email) = (server.identity.clone(), server.browser(), ada.email.clone());
            tokio::spawn(async move { identity.codes().send_for_sign_in(&browser, &email, &Device::default()).await })
        })
        .collect();
    let mut answered = 0;
    for asked in asking {
        answered += usize::from(asked.await.unwrap().is_ok());
    }
    assert_eq!((answered, here.letters(&ada).await.len()), (5, 5));
}

#[tokio::test]
async fn a_client_gets_a_hundred_codes_an_hour_for_all_addresses_together() {
    let here = Installation::new().await;
    let network = Uuid::new_v4().as_u128();
    let address = |host: u32| {
        let (a, b, c) = ((network >> 32) & 0xffff, (network >> 16) & 0xffff, network & 0xffff);
        format!("fd00:{a:x}:{b:x}:{c:x}::{host:x}")
    };
    for host in 1..=100 {
        asked_from(&here, &Person::new().email, Some(address(host))).await.unwrap();
    }
    let ada = Person::new();
    too_many_for_about_an_hour(asked_from(&here, &ada.email, Some(address(101))).await);
    assert!(here.letters(&ada).await.is_empty());
    for _ in 0..5 {
        asked_from(&here, &ada.email, None).await.expect("what was refused isn't counted for the address");
    }
}

async fn asked_from(here: &Installation, email: &str, address: Option<String>) -> Result<(), Error> {
    here.identity.codes().send_for_sign_in(&here.browser(), email, &Device { ip_address: address, ..Device::default() }).await
}

fn too_many_for_about_an_hour(result: Result<(), Error>) {
    let Err(Error::RateLimited { retry_after }) = result else { panic!("{result:?}") };
    assert!((Duration::from_mins(59)..=Duration::from_hours(1)).contains(&retry_after), "{retry_after:?}");
}
