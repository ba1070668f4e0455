//! Recovery codes: ten, shown once, each good for one sign-in.

use std::{collections::HashSet, time::Duration};

use identity::{Device, Error, EmailTemplate, Member};
use tower_sessions::Session;
use uuid::Uuid;

use crate::support::{Installation, Person, auth_methods};

#[tokio::test]
async fn ten_codes_are_made_and_nothing_that_is_kept_tells_them() {
    let (here, ada) = (Installation::new().await, Person::new());
    let browser = here.sign_up(&ada).await;
    let codes = made(&here, &browser).await;
    assert_eq!(codes.iter().collect::<HashSet<_>>().len(), 10);
    assert_eq!(here.access(&browser).await.recovery_codes, 10);

    let member = here.member(&browser).await;
    let kept = here.all_of(member.user_id).await.to_lowercase();
    let export = here.identity.accounts().export(&member).await.unwrap().to_string();
    for code in &codes {
        let (selector, proof) = code.split_once('-').unwrap();
        assert!(kept.contains(selector), "this is where it is");
        assert!(!kept.contains(proof) && !export.contains(proof) && !export.contains(selector));
    }
    let hashes: Vec<String> = sqlx::query_scalar("select hash from identity.recovery_codes where user_id = $1")
        .bind(member.user_id)
        .fetch_all(&here.db)
        .await
        .unwrap();
    // OWASP's least for Argon2id: 19 MiB, two rounds, one lane.
    assert!(hashes.iter().all(|hash| hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$")), "{hashes:?}");
    assert_eq!(hashes.iter().collect::<HashSet<_>>().len(), 10);
    assert_eq!(here.events(member.user_id).await, ["signed_up", "recovery_codes_generated"]);
}

#[tokio::test]
async fn a_code_signs_in_once() {
    let (here, ada) = (Installation::new().await, Person::new());
    let owner = here.sign_up(&ada).await;
    let codes = made(&here, &owner).await;
    let (browser, client) = (here.browser(), client());
    let member = used(&here, &browser, &codes[3], &client).await.unwrap();

    assert_eq!(auth_methods(&member), (vec!["recovery"], "aal1"));
    let next = here.member(&browser).await;
    assert_eq!((next.user_id, next.session_id), (here.member(&owner).await.user_id, member.session_id));
    assert_eq!((next.amr, next.aal), (member.amr, member.aal));
    assert!(here.letters(&ada).await[0] == EmailTemplate::RecoveryUsed);
    assert_eq!(here.events(member.user_id).await.last().unwrap(), "recovery_used");
    let access = here.access(&owner).await;
    assert_eq!(access.recovery_codes, 9);
    assert_eq!(access.sessions[1].ip_address, client.ip_address);

    let again = here.browser();
    assert_eq!(used(&here, &again, &codes[3], &client).await, Err(Error::RecoveryRejected));
    assert!(here.who(again.id()).await.is_none());
    used(&here, &again, &codes[4], &client).await.unwrap();
}

#[tokio::test]
async fn signing_in_with_a_code_changes_the_id_and_ends_the_guest_s() {
    let (here, ada) = (Installation::new().await, Person::new());
    let codes = made(&here, &here.sign_up(&ada).await).await;
    let browser = here.browser();
    here.identity.sign_in().begin(&browser, identity::Mediation::Button).await.unwrap();
    let guest = browser.id();
    used(&here, &browser, &codes[0], &client()).await.unwrap();
    assert_ne!(browser.id(), guest);
    assert_eq!((here.sessions(guest).await, here.sessions(browser.id()).await), (0, 1));
}

#[tokio::test]
async fn new_codes_end_the_older_ones_and_nobody_else_s() {
    let (here, ada, bob) = (Installation::new().await, Person::new(), Person::new());
    let (browser, neighbour) = (here.sign_up(&ada).await, here.sign_up(&bob).await);
    let (old, others) = (made(&here, &browser).await, made(&here, &neighbour).await);
    let new = made(&here, &browser).await;
    assert_eq!(here.access(&browser).await.recovery_codes, 10);
    assert_eq!(used(&here, &here.browser(), &old[0], &client()).await, Err(Error::RecoveryRejected));
    used(&here, &here.browser(), &new[0], &client()).await.unwrap();
    let member = used(&here, &here.browser(), &others[0], &client()).await.unwrap();
    assert_eq!(member.email, bob.email);
}

#[tokio::test]
async fn of_two_that_use_a_code_at_once_one_signs_in() {
    let (here, ada) = (Installation::new().await, Person::new());
    let codes = made(&here, &here.sign_up(&ada).await).await;
    let (one, other, client) = (here.browser(), here.browser(), client());
    let results = tokio::join!(used(&here, &one, &codes[0], &client), used(&here, &other, &codes[0], &client));
    let ((Ok(_), Err(error)) | (Err(error), Ok(_))) = results else { panic!("both or neither") };
    assert_eq!((error, here.traces(&ada).await.sessions), (Error::RecoveryRejected, 2));
}

#[tokio::test]
async fn what_only_resembles_a_code_is_refused() {
    let (here, ada, eve) = (Installation::new().await, Person::new(), Person::new());
    let codes = made(&here, &here.sign_up(&ada).await).await;
    let others = made(&here, &here.sign_up(&eve).await).await;
    let (selector, proof) = (&codes[0][..5], &codes[0][5..]);
    for code in [
        format!("{selector}{}", &codes[1][5..]),
        format!("{}{proof}", &codes[1][..5]),
        format!("{}{proof}", &others[0][..5]),
        format!("{selector}-aaaaa-aaaaa-aaaaa"),
        format!("1oil0{proof}"),
        codes[0][..17].to_owned(),
        codes[0].replace('-', ""),
        codes[0].to_uppercase(),
        String::new(),
    ] {
        let browser = here.browser();
        assert_eq!(used(&here, &browser, &code, &client()).await, Err(Error::RecoveryRejected), "{code}");
        assert!(here.who(browser.id()).await.is_none());
    }
    used(&here, &here.browser(), &codes[0], &client()).await.expect("nothing used it up");
}

#[tokio::test]
async fn a_client_has_twenty_tries_an_hour_and_the_right_code_is_refused_after_them() {
    let (here, ada) = (Installation::new().await, Person::new());
    let codes = made(&here, &here.sign_up(&ada).await).await;
    let network = Uuid::new_v4().as_u128();
    let host = |n: usize| Device { ip_address: Some(format!("{}{n:x}", prefix(network))), ..Device::default() };
    // What is tried differs and hits nothing: that it is counted is all that matters.
    let tries: Vec<_> = (0..20).map(|n| (here.browser(), host(n))).collect();
    for (browser, device) in &tries {
        assert_eq!(used(&here, browser, "aaaaa-aaaaa-aaaaa-aaaaa", device).await, Err(Error::RecoveryRejected));
    }
    let result = used(&here, &here.browser(), &codes[0], &host(99)).await;
    let Err(Error::RateLimited { retry_after }) = result else { panic!("{result:?}") };
    assert!((Duration::from_mins(50)..=Duration::from_hours(1)).contains(&retry_after), "{retry_after:?}");
    assert_eq!(here.traces(&ada).await.sessions, 1);

    used(&here, &here.browser(), &codes[0], &client()).await.expect("others may try");
}

#[tokio::test]
async fn the_codes_of_a_disabled_account_wait_until_it_is_enabled() {
    let (here, ada) = (Installation::new().await, Person::new());
    let browser = here.sign_up(&ada).await;
    let (member, codes) = (here.member(&browser).await, made(&here, &browser).await);
    here.identity.accounts().disable(member.user_id).await.unwrap();
    let before = here.all_of(member.user_id).await;
    let guest = here.browser();
    assert_eq!(used(&here, &guest, &codes[0], &client()).await, Err(Error::AccountDisabled));
    assert_eq!(here.all_of(member.user_id).await, before);
    assert!(here.who(guest.id()).await.is_none());
    here.identity.accounts().enable(member.user_id).await.unwrap();
    used(&here, &here.browser(), &codes[0], &client()).await.unwrap();
}

async fn made(here: &Installation, browser: &Session) -> Vec<String> {
    let codes = here.identity.recovery().generate_codes(&here.member(browser).await).await.unwrap();
    assert_eq!(codes.len(), 10);
    codes
}

async fn used(here: &Installation, browser: &Session, code: &str, device: &Device) -> Result<Member, Error> {
    here.identity.recovery().redeem_code(browser, code, device).await
}

/// A client that no other test counts.
fn client() -> Device {
    Device { ip_address: Some(format!("{}1", prefix(Uuid::new_v4().as_u128()))), ..Device::default() }
}

/// A network of its own.
fn prefix(random: u128) -> String {
    let (a, b, c) = ((random >> 32) & 0xffff, (random >> 16) & 0xffff, random & 0xffff);
    format!("fd00:{a:x}:{b:x}:{c:x}::")
}
