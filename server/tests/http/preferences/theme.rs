//! The theme: light, dark or that of the device. Stored in a cookie and applied on the server.

use app::error::AppError;
use reqwest::StatusCode;

use crate::support::{Setup, Site};

const YEAR: &str = "; Max-Age=31536000";

#[tokio::test]
async fn the_first_byte_of_a_page_has_the_chosen_theme() {
    let site = Site::open().await;
    let guest = site.guest();
    for (theme, scheme, colors) in
        [("dark", "dark", 1), ("light", "light", 1), ("system", "light dark", 2)]
    {
        let response = guest.submit("/login", "preferences/theme", &[("theme", theme)]).await;
        assert_eq!(
            (response.status, response.location()),
            (StatusCode::SEE_OTHER, "/login"),
            "{theme}"
        );
        for path in ["/", "/login", "/nowhere"] {
            let page = guest.open(path).await.body;
            let (head, _) = page.split_once("<body").unwrap();
            assert!(head.contains(&format!("data-theme=\"{theme}\"")), "{path}: {head}");
            assert!(
                head.contains(&format!("name=\"color-scheme\" content=\"{scheme}\"")),
                "{path}: {head}"
            );
            assert_eq!(head.matches("name=\"theme-color\"").count(), colors, "{path}: {head}");
        }
    }
}

#[tokio::test]
async fn without_a_choice_the_theme_is_that_of_the_device() {
    let site = Site::open().await;
    let guest = site.guest();
    assert!(guest.open("/").await.body.contains("data-theme=\"system\""));
    for value in ["", "sepia", "\"><script>"] {
        guest.cookies.set("theme", value);
        assert!(guest.open("/").await.body.contains("data-theme=\"system\""), "{value}");
    }
}

#[tokio::test]
async fn the_form_shows_the_chosen_theme() {
    let site = Site::open().await;
    let member = site.member().await;
    let response =
        member.submit("/account?done=name-saved", "preferences/theme", &[("theme", "dark")]).await;
    assert_eq!((response.status, response.location()), (StatusCode::SEE_OTHER, "/account"));
    let page = member.open("/account").await.body;
    let chosen: Vec<_> =
        page.split("<input type=\"radio\"").skip(1).filter(|rest| is_checked(rest)).collect();
    assert!(chosen.len() == 1 && chosen[0].contains("value=\"dark\""), "{chosen:?}");
}

#[tokio::test]
async fn the_cookie_lasts_a_year_and_is_http_only() {
    for setup in [Setup::NORMAL, Setup { https: true, ..Setup::NORMAL }] {
        let site = Site::with(setup).await;
        let response = site.guest().call("preferences/theme", &[("theme", "dark")]).await;
        let cookie = response.cookie("theme").unwrap();
        for attribute in [YEAR, "; HttpOnly", "; SameSite=Lax", "; Path=/;", "; Secure"] {
            assert!(cookie.contains(attribute), "{attribute}: {cookie}");
        }
    }
}

#[tokio::test]
async fn an_unknown_theme_is_rejected() {
    let site = Site::open().await;
    let guest = site.guest();
    for theme in ["", "Dark", "sepia", "dark; Domain=example.org"] {
        let response = guest.call("preferences/theme", &[("theme", theme)]).await;
        assert_eq!(
            (response.status, response.error()),
            (StatusCode::BAD_REQUEST, AppError::BadRequest),
            "{theme}"
        );
        assert_eq!(response.cookie("theme"), None, "{theme}");
    }
    assert_eq!(guest.call("preferences/theme", &[]).await.status, StatusCode::BAD_REQUEST);
}

fn is_checked(rest: &str) -> bool {
    rest.split('>').next().unwrap().contains(" checked")
}
