//! Adding rows, and who may see them.

use app::error::AppError;
use reqwest::StatusCode;
use uuid::Uuid;

use super::{VERBS, lists};
use crate::support::{Down, Site};

#[tokio::test]
async fn text_is_trimmed_and_otherwise_stored_as_it_was_typed() {
    let site = Site::open().await;
    let member = site.member().await;
    for list in lists(&site).await {
        for (field, max_length) in list.texts() {
            let longest = ["ü".repeat(max_length), "📖".repeat(max_length)];
            for text in
                ["<b>Emma</b> & '); drop table users; --", "שלום 📖", &longest[0], &longest[1]]
            {
                let form = list.form("Emma", &[(&field.name, &format!("  {text}\t"))]);
                let response = list.call(&member, "add", &form).await;
                assert_eq!(response.status, StatusCode::OK, "{} {}", list.path, field.name);
                let id = response.json()["id"].as_str().unwrap().to_owned();
                let stored = list.stored(&site, &id).await.unwrap();
                assert_eq!(stored[&field.column], text, "{} {}", list.path, field.name);
            }
        }
    }
}

#[tokio::test]
async fn an_invalid_form_adds_nothing() {
    let site = Site::open().await;
    let member = site.member().await;
    for list in lists(&site).await {
        for (form, error) in list.invalid_forms() {
            let response = list.call(&member, "add", &form).await;
            let found = (response.status, response.error());
            let expected = (StatusCode::UNPROCESSABLE_ENTITY, AppError::Invalid(error));
            assert_eq!(found, expected, "{} {form:?}", list.path);
        }
        // A missing field is a blank one.
        let response = list.call(&member, "add", &[("", ""); 0]).await;
        assert_eq!(response.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", list.path);
        assert_eq!(list.stored_titles(&site, &member).await, [""; 0]);
    }
}

#[tokio::test]
async fn a_guest_can_do_nothing() {
    let site = Site::open().await;
    let (member, guest) = (site.member().await, site.guest());
    for list in lists(&site).await {
        let id = list.add(&member, "Mine").await;
        for verb in VERBS {
            let response = list.call(&guest, verb, &list.form("Stolen", &[("id", &id)])).await;
            let found = (response.status, response.error());
            let expected = (StatusCode::UNAUTHORIZED, AppError::SignedOut);
            assert_eq!(found, expected, "{} {verb}", list.path);
        }
        assert_eq!(list.stored_titles(&site, &member).await, ["Mine"]);
    }
}

#[tokio::test]
async fn the_row_of_another_user_answers_like_a_missing_one() {
    let site = Site::open().await;
    let (member, stranger) = (site.member().await, site.member().await);
    for list in lists(&site).await {
        let id = list.add(&member, "Mine").await;
        let before = list.stored(&site, &id).await;
        let missing = Uuid::new_v4().to_string();
        for id in [&*id, &missing, "", "1", "null", "*", &format!("in.({id})")] {
            for verb in ["edit", "delete", "restore"] {
                let form = list.form("Stolen", &[("id", id)]);
                let response = list.call(&stranger, verb, &form).await;
                let found = (response.status, response.error());
                let expected = (StatusCode::NOT_FOUND, AppError::NotFound);
                assert_eq!(found, expected, "{} {verb} {id}", list.path);
            }
            let page = list.load(&stranger, &format!("edit={id}&deleted={id}")).await;
            assert!(page["opened"].is_null() && page["deletion"].is_null(), "{page}");
        }
        assert_eq!(list.titles(&stranger, "").await, [""; 0]);
        assert_eq!(list.titles(&stranger, "q=Mine").await, [""; 0]);
        assert_eq!(list.stored(&site, &id).await, before);
    }
}

#[tokio::test]
async fn without_the_database_nothing_is_changed_and_the_error_says_so() {
    let site = Site::open().await;
    let member = site.member().await;
    let lists = lists(&site).await;
    let id = lists[0].add(&member, "Mine").await;
    let down = Site::without(Down::Supabase).await;
    let member = member.at(&down);
    for list in lists {
        for verb in VERBS {
            let response = list.call(&member, verb, &list.form("Changed", &[("id", &id)])).await;
            let found = (response.status, response.error());
            let expected = (StatusCode::SERVICE_UNAVAILABLE, AppError::Unavailable);
            assert_eq!(found, expected, "{} {verb}", list.path);
        }
        let page = member.open(list.path).await;
        assert_eq!(page.status, StatusCode::SERVICE_UNAVAILABLE, "{}", page.body);
    }
    assert_eq!(lists[0].stored_titles(&site, &member).await, ["Mine"]);
}
