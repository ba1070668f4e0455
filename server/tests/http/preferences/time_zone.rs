//! The time zone of a browser, reported by a script and stored in a cookie.

use reqwest::StatusCode;

use crate::support::Site;

#[tokio::test]
async fn a_browser_reports_its_time_zone_once() {
    let site = Site::open().await;
    let member = site.member().await;
    assert!(member.open("/tasks").await.body.contains("data-minutes=\"0\""));
    let response = member.call("preferences/time-zone", &[("minutes", "-660")]).await;
    assert_eq!(response.status, StatusCode::OK, "{}", response.body);
    let cookie = response.cookie("utc-offset").unwrap();
    for part in [
        "utc-offset=-660;",
        "; Max-Age=31536000",
        "; HttpOnly",
        "; Secure",
        "; SameSite=Lax",
        "; Path=/;",
    ] {
        assert!(cookie.contains(part), "{part}: {cookie}");
    }
    assert!(member.open("/tasks").await.body.contains("data-minutes=\"-660\""));
}

#[tokio::test]
async fn an_invalid_offset_is_rejected_and_not_stored() {
    let site = Site::open().await;
    let guest = site.guest();
    for minutes in ["841", "-841", "60.5", "", "x", "99999999999999999999"] {
        let response = guest.call("preferences/time-zone", &[("minutes", minutes)]).await;
        assert_eq!(response.status, StatusCode::BAD_REQUEST, "{minutes}: {}", response.body);
        assert_eq!(response.cookie("utc-offset"), None, "{minutes}");
    }
    assert_eq!(guest.call("preferences/time-zone", &[]).await.status, StatusCode::BAD_REQUEST);
}
