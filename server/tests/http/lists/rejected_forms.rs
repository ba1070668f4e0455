//! A rejected form is answered with its own page: the status of the error, what was typed, and the
//! message beside its field.

use reqwest::StatusCode;

use super::LISTS;
use crate::support::Site;

/// The text as it stands in HTML.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[tokio::test]
async fn a_rejected_form_keeps_what_was_typed() {
    let site = Site::open().await;
    let member = site.member().await;
    for list in LISTS {
        let (other, value) = list.other;
        // Longer than any cookie.
        let long = "<ü>".repeat(2_000);
        let too_long = format!("can't be longer than {}", list.max_length);
        for (title, problem) in [(" ", "can't be blank"), (&long, &*too_long)] {
            let fields = [(list.title, title), (other, value)];
            let response = list.submit(&member, "?q=x&page=1", "add", &fields).await;
            assert_eq!(response.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", response.body);
            let html = response.body;
            assert_eq!(html.matches("aria-invalid=\"true\"").count(), 1, "{html}");
            let input = html.split("<input").find(|input| input.contains("aria-invalid=\"true\""));
            assert!(input.unwrap().contains(&format!("name=\"{}\"", list.title)), "{html}");
            assert_eq!(html.matches(&escaped(problem)).count(), 1, "{problem}: {html}");
            assert!(html.contains(&format!("value=\"{}\"", escaped(title))), "{html}");
            assert!(html.contains(&format!("value=\"{value}\"")), "{html}");
            assert!(html.contains("value=\"x\""), "the page keeps its search: {html}");
        }
        // Nothing of it is left on the next page.
        assert!(!list.html(&member, "?q=x").await.contains("aria-invalid=\"true\""));
        assert_eq!(list.stored_titles(&site, &member).await, [""; 0]);
    }
}

#[tokio::test]
async fn a_rejected_edit_opens_its_row() {
    let site = Site::open().await;
    let member = site.member().await;
    for list in LISTS {
        let id = list.add(&member, "Emma").await;
        list.add(&member, "Ulysses").await;
        let (other, value) = list.other;
        let fields = [("id", &*id), (list.title, " "), (other, value)];
        for query in [format!("?edit={id}"), String::new()] {
            let response = list.submit(&member, &query, "edit", &fields).await;
            assert_eq!(response.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", response.body);
            let html = response.body;
            assert_eq!(html.matches("aria-invalid=\"true\"").count(), 1, "{html}");
            assert!(html.contains(&format!("value=\"{value}\"")), "{html}");
            assert!(html.contains("Save Emma") && !html.contains("Save Ulysses"), "{html}");
        }
        assert_eq!(list.stored_titles(&site, &member).await, ["Emma", "Ulysses"]);
    }
}

#[tokio::test]
async fn a_stale_edit_shows_both_versions() {
    let site = Site::open().await;
    let member = site.member().await;
    for list in LISTS {
        let id = list.add(&member, "Emma").await;
        let page = list.load(&member, &format!("edit={id}")).await;
        let version = page["opened"]["updated_at"].as_str().unwrap().to_owned();
        list.call(&member, "edit", &[("id", &id), (list.title, "Emma, again")]).await;
        let long = "e".repeat(list.max_length);
        let fields = [("id", &*id), (list.title, &*long), ("version", &version)];
        for query in [format!("?edit={id}"), "?q=nothing".to_owned()] {
            let response = list.submit(&member, &query, "edit", &fields).await;
            assert_eq!(response.status, StatusCode::CONFLICT, "{}", response.body);
            let html = response.body;
            assert_eq!(html.matches("This was changed elsewhere").count(), 1, "{html}");
            let mine = format!("value=\"{long}\"");
            for text in [">Emma, again<", &mine, "Save my version", "Keep saved version"] {
                assert!(html.contains(text), "{text}: {html}");
            }
        }
        assert_eq!(list.stored_titles(&site, &member).await, ["Emma, again"]);
    }
}

#[tokio::test]
async fn an_error_without_a_field_is_above_the_list() {
    let site = Site::open().await;
    let (member, stranger) = (site.member().await, site.member().await);
    for list in LISTS {
        let id = list.add(&member, "Emma").await;
        for verb in ["edit", "delete", "restore"] {
            let response =
                list.submit(&stranger, "", verb, &[("id", &id), (list.title, "x")]).await;
            assert_eq!(response.status, StatusCode::NOT_FOUND, "{}", response.body);
            let count = response.body.matches("This item no longer exists.").count();
            assert_eq!(count, 1, "{verb}: {}", response.body);
        }
        assert_eq!(list.stored_titles(&site, &member).await, ["Emma"]);
    }
}
