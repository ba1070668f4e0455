//! Editing rows, and edits of a version that is not the current one.

use app::error::AppError;
use reqwest::StatusCode;
use serde_json::Value;

use super::{List, lists};
use crate::support::{Browser, Site, TestResponse, html::controls};

async fn edit(list: &List, user: &Browser, id: &str, title: &str, version: &str) -> TestResponse {
    list.call(user, "edit", &list.form(title, &[("id", id), ("version", version)])).await
}

/// The current version of a row.
async fn version(list: &List, user: &Browser, id: &str) -> String {
    let page = list.load(user, &format!("edit={id}")).await;
    page["opened"]["updated_at"].as_str().unwrap_or_else(|| panic!("{page}")).to_owned()
}

#[tokio::test]
async fn a_row_is_edited() {
    let site = Site::open().await;
    let member = site.member().await;
    for list in lists(&site).await {
        let id = list.add(&member, "Old").await;
        let version = version(list, &member, &id).await;
        let form = list.full_form(" New ", &[("id", &id), ("version", &version)]);
        let response = list.call(&member, "edit", &form).await;
        assert_eq!(response.status, StatusCode::OK, "{}", response.body);
        assert_eq!(
            (&response.json()["id"], &response.json()[&list.title.column]),
            (&Value::from(&*id), &"New".into())
        );
        let stored = list.stored(&site, &id).await.unwrap();
        assert_eq!(stored[&list.title.column], "New");
        for field in &list.others {
            assert_eq!(stored[&field.column], field.stored(&field.valid), "{}", field.name);
        }
        // A field that is left blank is emptied.
        edit(list, &member, &id, "New", "").await;
        let stored = list.stored(&site, &id).await.unwrap();
        for field in &list.others {
            assert_ne!(stored[&field.column], field.stored(&field.valid), "{}", field.name);
        }
    }
}

#[tokio::test]
async fn an_invalid_form_edits_nothing() {
    let site = Site::open().await;
    let member = site.member().await;
    for list in lists(&site).await {
        let id = list.add(&member, "Old").await;
        let before = list.stored(&site, &id).await;
        for (mut form, error) in list.invalid_forms() {
            form.push(("id".to_owned(), id.clone()));
            let response = list.call(&member, "edit", &form).await;
            let expected = (StatusCode::UNPROCESSABLE_ENTITY, AppError::Invalid(error));
            assert_eq!((response.status, response.error()), expected, "{} {form:?}", list.path);
        }
        assert_eq!(list.stored(&site, &id).await, before);
    }
}

#[tokio::test]
async fn a_stale_edit_is_rejected() {
    let site = Site::open().await;
    let member = site.member().await;
    for list in lists(&site).await {
        let id = list.add(&member, "First").await;
        let first = version(list, &member, &id).await;
        assert_eq!(edit(list, &member, &id, "Second", &first).await.status, StatusCode::OK);
        let response = edit(list, &member, &id, "Mine", &first).await;
        assert_eq!((response.status, response.error()), (StatusCode::CONFLICT, AppError::Stale));
        assert_eq!(list.stored_titles(&site, &member).await, ["Second"]);
        // With the current version, or without one, it is accepted.
        let second = version(list, &member, &id).await;
        assert_eq!(edit(list, &member, &id, "Third", &second).await.status, StatusCode::OK);
        assert_eq!(edit(list, &member, &id, "Fourth", "").await.status, StatusCode::OK);
        list.call(&member, "delete", &[("id", &*id)]).await;
        assert_eq!(edit(list, &member, &id, "Fifth", &first).await.error(), AppError::NotFound);
    }
}

#[tokio::test]
async fn an_invalid_form_does_not_hide_a_stale_edit() {
    let site = Site::open().await;
    let member = site.member().await;
    for list in lists(&site).await {
        let id = list.add(&member, "First").await;
        let first = version(list, &member, &id).await;
        edit(list, &member, &id, "Second", &first).await;
        let form = list.form(" ", &[("id", &id), ("version", &first)]);
        let page = list.submit(&member, &format!("?edit={id}"), "edit", &form).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", page.body);
        let fields = controls(&page.body, "row-edit").unwrap();
        let sent_again = fields.iter().find(|field| field.name == "version").unwrap();
        assert_eq!(sent_again.value, first);
        assert_eq!(edit(list, &member, &id, "Mine", &first).await.error(), AppError::Stale);
    }
}

#[tokio::test]
async fn a_version_that_is_none_edits_nothing() {
    let site = Site::open().await;
    let member = site.member().await;
    for list in lists(&site).await {
        let id = list.add(&member, "Old").await;
        let before = list.stored(&site, &id).await;
        for version in ["yesterdayish", "2026-99-99", "x&id=neq.1", "\u{1}"] {
            let response = edit(list, &member, &id, "Stolen", version).await;
            let expected = (StatusCode::BAD_REQUEST, AppError::BadRequest);
            assert_eq!((response.status, response.error()), expected, "{version:?}");
        }
        assert_eq!(list.stored(&site, &id).await, before);
    }
}

#[tokio::test]
async fn a_form_without_an_id_is_a_bad_request() {
    let site = Site::open().await;
    let member = site.member().await;
    for list in lists(&site).await {
        for verb in ["edit", "delete", "restore"] {
            let response = list.call(&member, verb, &list.form("New", &[])).await;
            let expected = (StatusCode::BAD_REQUEST, AppError::BadRequest);
            assert_eq!((response.status, response.error()), expected, "{} {verb}", list.path);
        }
    }
}
