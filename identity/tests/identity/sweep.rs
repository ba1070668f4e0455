//! Sweeping: what is over goes, what lives stays.

use identity::{Device, Mediation};

use crate::support::{Installation, Person};

#[tokio::test]
async fn what_is_over_goes_and_what_lives_stays() {
    let here = Installation::new().await;
    let (expired, idle, alive) = (Person::new(), Person::new(), Person::new());
    let (guest, late_guest) = (here.browser(), here.browser());
    let cookies = (here.sign_up(&expired).await.id(), here.sign_up(&idle).await.id(), here.sign_up(&alive).await.id());
    for browser in [&guest, &late_guest] {
        here.identity.sign_in().begin(browser, Mediation::Button).await.unwrap();
    }
    here.set_session(cookies.0, "expires_at = now() - interval '1 second'").await;
    here.set_session(cookies.1, "last_used_at = now() - interval '8 days'").await;
    here.set_session(cookies.2, "last_used_at = now() - interval '6 days'").await;
    here.set_session(late_guest.id(), "expires_at = now() - interval '1 second'").await;
    here.identity.cleanup().await.unwrap();

    assert_eq!(here.sessions(cookies.0).await, 0);
    assert_eq!(here.sessions(cookies.1).await, 0);
    assert_eq!(here.sessions(cookies.2).await, 1);
    assert_eq!((here.sessions(guest.id()).await, here.ceremonies(&guest).await), (1, 1));
    assert_eq!((here.sessions(late_guest.id()).await, here.ceremonies(&late_guest).await), (0, 0));
    assert_eq!(here.traces(&expired).await.accounts, 1, "an account outlives its sessions");
}

#[tokio::test]
async fn a_ceremony_that_is_over_goes_and_its_browser_stays() {
    let here = Installation::new().await;
    let browser = here.browser();
    here.identity.sign_in().begin(&browser, Mediation::Button).await.unwrap();
    here.expire_ceremonies(&browser).await;
    here.identity.sign_in().begin(&browser, Mediation::Autofill).await.unwrap();
    here.identity.cleanup().await.unwrap();
    assert_eq!((here.sessions(browser.id()).await, here.ceremonies(&browser).await), (1, 1));
}

#[tokio::test]
async fn codes_counts_and_mail_that_are_over_go() {
    let here = Installation::new().await;
    let (over, alive, shown, shown_before) = (Person::new(), Person::new(), Person::new(), Person::new());
    let mut browsers = Vec::new();
    for person in [&over, &alive, &shown, &shown_before] {
        let browser = here.browser();
        here.identity.codes().send_for_sign_up(&browser, &person.email, &Device::default()).await.unwrap();
        browsers.push(browser);
    }
    here.age_code(&browsers[0], 301).await;
    here.age_allowance(&over.email, 3601).await;
    for (person, change) in [
        (&over, "expires_at = now() - interval '1 second'"),
        (&shown, "expires_at = now() - interval '1 hour', sent_at = now() - interval '1 hour'"),
        (&shown_before, "expires_at = now() - interval '2 days', sent_at = now() - interval '2 days'"),
    ] {
        here.set_mail(person, change).await;
    }
    here.identity.cleanup().await.unwrap();

    assert!(here.kept_code(&browsers[0]).await.is_none());
    assert!(here.kept_code(&browsers[1]).await.is_some());
    assert_eq!((here.allowances(&over.email).await, here.allowances(&alive.email).await), (0, 1));
    for (person, letters) in [(&over, 0), (&alive, 1), (&shown, 1), (&shown_before, 0)] {
        assert_eq!(here.letters(person).await.len(), letters);
    }
}

#[tokio::test]
async fn readiness_asks_the_database() {
    Installation::new().await.identity.ready().await.unwrap();
}
