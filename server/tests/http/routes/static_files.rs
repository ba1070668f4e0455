//! Static files.

use reqwest::{Method, StatusCode};
use serde_json::Value;

use crate::support::{Setup, Site, TestResponse};

const REVALIDATE: &str = "public, max-age=0, must-revalidate";

#[tokio::test]
async fn a_file_with_a_hash_in_its_name_is_immutable() {
    let site = Site::with(Setup { hashed: true, ..Setup::NORMAL }).await;
    let response = site.guest().open("/pkg/app.js").await;
    assert_eq!(
        (response.status, response.header("cache-control")),
        (StatusCode::OK, "public, max-age=31536000, immutable")
    );
    assert_eq!(site.guest().open("/favicon.svg").await.header("cache-control"), REVALIDATE);
}

#[tokio::test]
async fn any_other_file_is_revalidated() {
    let site = Site::open().await;
    let guest = site.guest();
    for path in ["/pkg/app.js", "/favicon.svg"] {
        let response = guest.open(path).await;
        assert_eq!(
            (response.status, response.header("cache-control")),
            (StatusCode::OK, REVALIDATE),
            "{path}"
        );
        let again = guest
            .request(Method::GET, path)
            .header("If-Modified-Since", response.header("last-modified"));
        let again = TestResponse::of(again).await;
        assert_eq!(
            (again.status, again.header("cache-control")),
            (StatusCode::NOT_MODIFIED, REVALIDATE),
            "{path}"
        );
    }
}

#[tokio::test]
async fn a_file_of_an_old_version_is_not_found_and_the_404_is_not_cached() {
    let site = Site::with(Setup { hashed: true, ..Setup::NORMAL }).await;
    for path in ["/pkg/app.0123456789.js", "/pkg/", "/pkg"] {
        let response = site.guest().open(path).await;
        assert_eq!(
            (response.status, response.header("cache-control")),
            (StatusCode::NOT_FOUND, "no-store"),
            "{path}"
        );
    }
}

#[tokio::test]
async fn no_path_leaves_the_folder() {
    let site = Site::open().await;
    for path in [
        "/pkg/..%2f..%2fmain.rs",
        "/..%2fmain.rs",
        "/pkg/%2e%2e/%2e%2e/main.rs",
        "/..%5cmain.rs",
        "//etc/passwd",
    ] {
        assert_eq!(site.guest().open(path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
}

#[tokio::test]
async fn the_manifest_and_its_icons_are_valid() {
    let site = Site::open().await;
    let guest = site.guest();
    let manifest = guest.open("/manifest.webmanifest").await;
    assert_eq!(
        (manifest.status, manifest.header("content-type"), manifest.header("cache-control")),
        (StatusCode::OK, "application/manifest+json", REVALIDATE)
    );
    let mut images = vec![("/apple-touch-icon.png".to_owned(), "180x180".to_owned())];
    images.push(("/social.png".to_owned(), "1200x630".to_owned()));
    let manifest = manifest.json();
    for icon in
        manifest["icons"].as_array().unwrap().iter().filter(|icon| icon["type"] == "image/png")
    {
        images.push((text(&icon["src"]), text(&icon["sizes"])));
    }
    assert_eq!(images.len(), 5, "{manifest}");
    for (path, size) in images {
        let response = guest.request(Method::GET, &path).send().await.unwrap();
        assert_eq!(response.status(), StatusCode::OK, "{path}");
        assert_eq!(response.headers()["content-type"], "image/png", "{path}");
        assert_eq!(response.headers()["cache-control"], REVALIDATE, "{path}");
        assert_eq!(size_of_png(&response.bytes().await.unwrap()), size, "{path}");
    }
}

#[tokio::test]
async fn a_page_links_them_and_has_one_title_and_description() {
    let site = Site::open().await;
    let (guest, member) = (site.guest(), site.member().await);
    for (browser, path) in
        [(&guest, "/"), (&guest, "/login"), (&guest, "/nowhere"), (&member, "/tasks")]
    {
        let page = browser.open(path).await.body;
        let (head, _) = page.split_once("</head>").unwrap();
        for once in [
            "rel=\"manifest\"",
            "rel=\"apple-touch-icon\"",
            "name=\"description\"",
            "og:title",
            "og:description",
        ] {
            assert_eq!(head.matches(once).count(), 1, "{path}: {once}: {head}");
        }
        let image = format!("content=\"{}/social.png\"", guest.origin());
        assert!(head.contains(&image), "{path}: {head}");
    }
}

fn text(value: &Value) -> String {
    value.as_str().unwrap().to_owned()
}

/// Width and height of a PNG (§11.2.1: the first chunk starts with them).
fn size_of_png(file: &[u8]) -> String {
    let number = |from: usize| u32::from_be_bytes(file[from..from + 4].try_into().unwrap());
    assert_eq!(file[..8], *b"\x89PNG\r\n\x1a\n");
    format!("{}x{}", number(16), number(20))
}
