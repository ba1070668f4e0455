//! A rejected form is answered with its own page: the status of the error, what was typed, and the
//! message beside its field.

use reqwest::StatusCode;

use super::{List, field::Kind, lists};
use crate::support::{
    Site,
    html::{Control, controls},
};

/// The text as it stands in HTML.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// The form of the page with this mark. `field` is the only one that is marked as invalid, and the
/// other fields of the list still hold a valid value.
fn form_with_error(list: &List, html: &str, mark: &str, field: &str) -> Vec<Control> {
    assert_eq!(html.matches("aria-invalid=\"true\"").count(), 1, "{html}");
    let form = controls(html, mark).unwrap_or_else(|| panic!("no form with {mark}: {html}"));
    let invalid: Vec<_> = form.iter().filter(|control| control.is_invalid).collect();
    assert_eq!(invalid[0].name, field, "{html}");
    for other in list.others.iter().filter(|other| other.name != field) {
        assert_eq!(value_of(&form, &other.name), other.valid, "{} {}", list.path, other.name);
    }
    form
}

fn value_of<'a>(form: &'a [Control], name: &str) -> &'a str {
    &form.iter().find(|control| control.name == name).unwrap().value
}

#[tokio::test]
async fn a_rejected_form_keeps_what_was_typed() {
    let site = Site::open().await;
    let member = site.member().await;
    for list in lists(&site).await {
        let name = &list.title.name;
        // Longer than any cookie.
        let long = "<ü>".repeat(2_000);
        let too_long = format!("can't be longer than {}", list.title.max_length().unwrap());
        for (title, problem) in [(" ", "can't be blank"), (&long, &*too_long)] {
            let form = list.full_form(title, &[]);
            let response = list.submit(&member, "?q=x&page=1", "add", &form).await;
            assert_eq!(response.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", response.body);
            let html = response.body;
            let form = form_with_error(list, &html, "id=\"add-form\"", name);
            assert_eq!(value_of(&form, name), title, "{html}");
            assert_eq!(html.matches(&escaped(problem)).count(), 1, "{problem}: {html}");
            assert!(html.contains("value=\"x\""), "the page keeps its search: {html}");
        }
        // Nothing of it is left on the next page.
        assert!(!list.html(&member, "?q=x").await.contains("aria-invalid=\"true\""));
        assert_eq!(list.stored_titles(&site, &member).await, [""; 0]);
    }
}

#[tokio::test]
async fn the_error_is_beside_the_field_that_is_invalid() {
    let site = Site::open().await;
    let member = site.member().await;
    for list in lists(&site).await {
        for field in &list.others {
            for (value, _) in field.invalid() {
                let form = list.full_form("Emma", &[(&field.name, &value)]);
                let response = list.submit(&member, "", "add", &form).await;
                assert_eq!(response.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", response.body);
                let form = form_with_error(list, &response.body, "id=\"add-form\"", &field.name);
                assert_eq!(value_of(&form, &list.title.name), "Emma", "{}", response.body);
                if field.kind != Kind::Select {
                    assert_eq!(value_of(&form, &field.name), value, "{}", response.body);
                }
            }
        }
        assert_eq!(list.stored_titles(&site, &member).await, [""; 0]);
    }
}

#[tokio::test]
async fn a_rejected_edit_opens_its_row() {
    let site = Site::open().await;
    let member = site.member().await;
    for list in lists(&site).await {
        let id = list.add(&member, "Emma").await;
        list.add(&member, "Ulysses").await;
        let form = list.full_form(" ", &[("id", &id)]);
        for query in [format!("?edit={id}"), String::new()] {
            let response = list.submit(&member, &query, "edit", &form).await;
            assert_eq!(response.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", response.body);
            let html = response.body;
            form_with_error(list, &html, "class=\"row-edit\"", &list.title.name);
            assert!(html.contains("Save Emma") && !html.contains("Save Ulysses"), "{html}");
        }
        assert_eq!(list.stored_titles(&site, &member).await, ["Emma", "Ulysses"]);
    }
}

#[tokio::test]
async fn a_stale_edit_shows_both_versions() {
    let site = Site::open().await;
    let member = site.member().await;
    for list in lists(&site).await {
        let id = list.add(&member, "Emma").await;
        let page = list.load(&member, &format!("edit={id}")).await;
        let version = page["opened"]["updated_at"].as_str().unwrap().to_owned();
        list.call(&member, "edit", &list.form("Emma, again", &[("id", &id)])).await;
        let long = "e".repeat(list.title.max_length().unwrap());
        let form = list.form(&long, &[("id", &id), ("version", &version)]);
        for query in [format!("?edit={id}"), "?q=nothing".to_owned()] {
            let response = list.submit(&member, &query, "edit", &form).await;
            assert_eq!(response.status, StatusCode::CONFLICT, "{}", response.body);
            let html = response.body;
            assert_eq!(html.matches("This was changed elsewhere").count(), 1, "{html}");
            let form = controls(&html, "class=\"row-edit\"").unwrap();
            assert_eq!(value_of(&form, &list.title.name), long, "{html}");
            for text in [">Emma, again<", "Save my version", "Keep saved version"] {
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
    for list in lists(&site).await {
        let id = list.add(&member, "Emma").await;
        for verb in ["edit", "delete", "restore"] {
            let form = list.form("x", &[("id", &id)]);
            let response = list.submit(&stranger, "", verb, &form).await;
            assert_eq!(response.status, StatusCode::NOT_FOUND, "{}", response.body);
            let count = response.body.matches("This item no longer exists.").count();
            assert_eq!(count, 1, "{verb}: {}", response.body);
        }
        assert_eq!(list.stored_titles(&site, &member).await, ["Emma"]);
    }
}
