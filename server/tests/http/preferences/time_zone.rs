//! The clock of a browser, told by a script and kept in a cookie that no script reads.

use reqwest::StatusCode;

use crate::support::Site;

#[tokio::test]
async fn a_browser_tells_its_clock_once() {
    let site = Site::open().await;
    let member = site.member().await;
    assert!(member.open("/tasks").await.body.contains("data-minutes=\"0\""));
    let answer = member.call("preferences/time-zone", &[("minutes", "-660")]).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    let cookie = answer.cookie("utc-offset").unwrap();
    for part in ["utc-offset=-660;", "; Max-Age=31536000", "; HttpOnly", "; Secure", "; SameSite=Lax", "; Path=/;"] {
        assert!(cookie.contains(part), "{part}: {cookie}");
    }
    assert!(member.open("/tasks").await.body.contains("data-minutes=\"-660\""));
}

#[tokio::test]
async fn what_no_clock_says_is_refused_and_keeps_nothing() {
    let site = Site::open().await;
    let guest = site.guest();
    for minutes in ["841", "-841", "60.5", "", "x", "99999999999999999999"] {
        let answer = guest.call("preferences/time-zone", &[("minutes", minutes)]).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{minutes}: {}", answer.body);
        assert_eq!(answer.cookie("utc-offset"), None, "{minutes}");
    }
    assert_eq!(guest.call("preferences/time-zone", &[]).await.status, StatusCode::BAD_REQUEST);
}
