//! Pages in German, including texts that depend on data and texts in attributes.

use reqwest::StatusCode;

use crate::support::{Browser, Down, Site};

async fn assert_page_says(user: &Browser, path: &str, expected: &[&str]) {
    let page = user.open(path).await;
    for text in expected {
        assert!(page.body.contains(text), "{path}: {text}: {}", page.body);
    }
}

async fn with_german(user: Browser) -> Browser {
    let response = user.call("preferences/language", &[("language", "de")]).await;
    assert_eq!(response.status, StatusCode::OK);
    user
}

#[tokio::test]
async fn pages_of_guests_are_in_german() {
    let site = Site::open().await;
    let guest = with_german(site.guest()).await;
    assert_page_says(
        &guest,
        "/",
        &[brand::tagline("de").unwrap(), "Jetzt starten", "Keine Passwörter"],
    )
    .await;
    assert_page_says(
        &guest,
        "/signup",
        &[
            &format!("<title>Konto erstellen · {}</title>", brand::NAME),
            "<a href=\"/login\">Anmelden</a>",
        ],
    )
    .await;
    assert_page_says(
        &guest,
        "/login",
        &["Mit Passkey anmelden", "<a href=\"/signup\">Konto erstellen</a>"],
    )
    .await;
    guest.call("sign-up/send-code", &[("email", &guest.email)]).await;
    let sent = format!("Wir haben eine E-Mail an <b>{}</b> gesendet.", guest.email);
    assert_page_says(&guest, "/login/code", &[&sent, "Neuen Code senden"]).await;
}

#[tokio::test]
async fn pages_of_members_are_in_german() {
    let site = Site::open().await;
    let member = with_german(site.member().await).await;
    assert_page_says(
        &member,
        "/dashboard",
        &["Schön, Sie zu sehen, <b>", "Erste Aufgabe hinzufügen", "Wunschliste"],
    )
    .await;
    assert_page_says(
        &member,
        "/wishlist",
        &["Noch keine Bücher", "content=\"Behalten Sie im Blick, welche Bücher"],
    )
    .await;
    member.add_book("Emma", "").await;
    assert_page_says(&member, "/dashboard", &["1 auf der Wunschliste, 0 begonnen, 0 gelesen"])
        .await;
}

#[tokio::test]
async fn a_status_is_translated_and_its_value_is_not() {
    let site = Site::open().await;
    let member = with_german(site.member().await).await;
    let emma = member.add_book("Emma", "").await;
    let expected = [
        "<option value=\"Reading\">Begonnen</option>",
        "aria-label=\"Status von „Emma“\"",
        "href=\"/wishlist?status=Reading\"",
    ];
    assert_page_says(&member, "/wishlist", &expected).await;
    let edit = format!("/wishlist?edit={emma}");
    assert_page_says(&member, &edit, &["aria-label=\"„Emma“ speichern\"", "von <bdi>Emma</bdi>"])
        .await;
}

#[tokio::test]
async fn the_error_page_is_in_german() {
    let site = Site::without(Down::Supabase).await;
    let member = with_german(site.member().await).await;
    assert_page_says(&member, "/dashboard", &["Ein Fehler ist aufgetreten", "Zur Startseite"])
        .await;
}
