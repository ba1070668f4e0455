//! Pages in German: also what is looked up before it is shown, and what stands in attributes.

use reqwest::StatusCode;

use crate::support::{Browser, Down, Site};

async fn assert_page_says(person: &Browser, path: &str, expected: &[&str]) {
    let page = person.open(path).await;
    for text in expected {
        assert!(page.body.contains(text), "{path}: {text}: {}", page.body);
    }
}

async fn speaking_german(person: Browser) -> Browser {
    let answer = person.call("preferences/language", &[("language", "de")]).await;
    assert_eq!(answer.status, StatusCode::OK);
    person
}

#[tokio::test]
async fn guests_read_german() {
    let site = Site::open().await;
    let guest = speaking_german(site.guest()).await;
    assert_page_says(
        &guest,
        "/",
        &["Ihre Aufgaben, geschützt durch einen Passkey", "Jetzt starten", "Keine Passwörter"],
    )
    .await;
    assert_page_says(
        &guest,
        "/signup",
        &["<title>Konto erstellen · Latchkey</title>", "<a href=\"/login\">Anmelden</a>"],
    )
    .await;
    assert_page_says(&guest, "/login", &["Mit Passkey anmelden", "<a href=\"/signup\">Konto erstellen</a>"]).await;
    guest.call("sign-up/send-code", &[("email", &guest.email)]).await;
    let sent = format!("Wir haben eine E-Mail an <b>{}</b> gesendet.", guest.email);
    assert_page_says(&guest, "/login/code", &[&sent, "Neuen Code senden"]).await;
}

#[tokio::test]
async fn members_read_german() {
    let site = Site::open().await;
    let member = speaking_german(site.member().await).await;
    assert_page_says(&member, "/dashboard", &["Schön, Sie zu sehen, <b>", "Erste Aufgabe hinzufügen", "Wunschliste"])
        .await;
    assert_page_says(&member, "/wishlist", &["Noch keine Bücher", "content=\"Behalten Sie im Blick, welche Bücher"])
        .await;
    member.add_book("Emma", "").await;
    assert_page_says(&member, "/dashboard", &["1 auf der Wunschliste, 0 begonnen, 0 gelesen"]).await;
}

#[tokio::test]
async fn a_status_is_shown_in_german_and_posted_as_it_is() {
    let site = Site::open().await;
    let member = speaking_german(site.member().await).await;
    let emma = member.add_book("Emma", "").await;
    let expected =
        ["<option value=\"Reading\">Begonnen</option>", "aria-label=\"Status von „Emma“\"", "id=\"count-Reading\""];
    assert_page_says(&member, "/wishlist", &expected).await;
    let edit = format!("/wishlist?edit={emma}");
    assert_page_says(&member, &edit, &["aria-label=\"„Emma“ speichern\"", "von <bdi>Emma</bdi>"]).await;
}

#[tokio::test]
async fn a_page_that_can_not_be_shown_says_so_in_german() {
    let site = Site::without(Down::Supabase).await;
    let member = speaking_german(site.member().await).await;
    assert_page_says(&member, "/dashboard", &["Ein Fehler ist aufgetreten", "Zur Startseite"]).await;
}
