//! Files as they were built.

use reqwest::{Method, StatusCode};

use crate::support::{Answer, Setup, Site};

const ASK: &str = "public, max-age=0, must-revalidate";

#[tokio::test]
async fn a_file_with_a_hash_in_its_name_is_kept_forever() {
    let site = Site::with(Setup { hashed: true, ..Setup::NORMAL }).await;
    let answer = site.guest().open("/pkg/latchkey.js").await;
    assert_eq!(
        (answer.status, answer.header("cache-control")),
        (StatusCode::OK, "public, max-age=31536000, immutable")
    );
    assert_eq!(site.guest().open("/favicon.svg").await.header("cache-control"), ASK);
}

#[tokio::test]
async fn any_other_file_is_asked_for_again_and_sent_once() {
    let site = Site::open().await;
    let guest = site.guest();
    for path in ["/pkg/latchkey.js", "/favicon.svg"] {
        let answer = guest.open(path).await;
        assert_eq!((answer.status, answer.header("cache-control")), (StatusCode::OK, ASK), "{path}");
        let again = guest.request(Method::GET, path).header("If-Modified-Since", answer.header("last-modified"));
        let again = Answer::of(again).await;
        assert_eq!((again.status, again.header("cache-control")), (StatusCode::NOT_MODIFIED, ASK), "{path}");
    }
}

#[tokio::test]
async fn a_file_of_a_version_before_is_not_found_and_that_is_not_kept() {
    let site = Site::with(Setup { hashed: true, ..Setup::NORMAL }).await;
    for path in ["/pkg/latchkey.0123456789.js", "/pkg/", "/pkg"] {
        let answer = site.guest().open(path).await;
        assert_eq!((answer.status, answer.header("cache-control")), (StatusCode::NOT_FOUND, ""), "{path}");
    }
}

#[tokio::test]
async fn no_path_leads_out_of_the_folder() {
    let site = Site::open().await;
    for path in
        ["/pkg/..%2f..%2fmain.rs", "/..%2fmain.rs", "/pkg/%2e%2e/%2e%2e/main.rs", "/..%5cmain.rs", "//etc/passwd"]
    {
        assert_eq!(site.guest().open(path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
}
