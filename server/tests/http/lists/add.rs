//! Adding rows, and who may see them.

use app::error::AppError;
use reqwest::StatusCode;
use uuid::Uuid;

use super::LISTS;
use crate::support::{Down, Site};

#[tokio::test]
async fn text_is_trimmed_and_otherwise_stored_as_it_was_typed() {
    let site = Site::open().await;
    let member = site.member().await;
    for list in LISTS {
        let longest = ["ü".repeat(list.max_length), "📖".repeat(list.max_length)];
        let texts = ["<b>Emma</b> & '); drop table users; --", "שלום 📖", &longest[0], &longest[1]];
        for text in texts {
            let id = list.add(&member, &format!("  {text}\t")).await;
            assert_eq!(list.stored(&site, &id).await.unwrap()[list.title], text, "{}", list.name);
        }
    }
}

#[tokio::test]
async fn an_invalid_form_adds_nothing() {
    let site = Site::open().await;
    let member = site.member().await;
    for list in LISTS {
        for (title, other, value, error) in list.invalid_forms() {
            let response =
                list.call(&member, "add", &[(list.title, &title), (other, &value)]).await;
            let found = (response.status, response.error());
            let expected = (StatusCode::UNPROCESSABLE_ENTITY, AppError::Invalid(error));
            assert_eq!(found, expected, "{} {title:?} {value:?}", list.name);
        }
        // A missing field is a blank one.
        assert_eq!(list.call(&member, "add", &[]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(list.stored_titles(&site, &member).await, [""; 0]);
    }
}

#[tokio::test]
async fn a_guest_can_do_nothing() {
    let site = Site::open().await;
    let (member, guest) = (site.member().await, site.guest());
    for list in LISTS {
        let id = list.add(&member, "Mine").await;
        for verb in ["list", "add", "edit", "delete", "restore"] {
            let response = list.call(&guest, verb, &[("id", &id), (list.title, "Stolen")]).await;
            let found = (response.status, response.error());
            assert_eq!(
                found,
                (StatusCode::UNAUTHORIZED, AppError::SignedOut),
                "{} {verb}",
                list.name
            );
        }
        assert_eq!(list.stored_titles(&site, &member).await, ["Mine"]);
    }
}

#[tokio::test]
async fn the_row_of_another_user_answers_like_a_missing_one() {
    let site = Site::open().await;
    let (member, stranger) = (site.member().await, site.member().await);
    for list in LISTS {
        let id = list.add(&member, "Mine").await;
        let before = list.stored(&site, &id).await;
        let missing = Uuid::new_v4().to_string();
        for id in [&*id, &missing, "", "1", "null", "*", &format!("in.({id})")] {
            for verb in ["edit", "delete", "restore"] {
                let response =
                    list.call(&stranger, verb, &[("id", id), (list.title, "Stolen")]).await;
                let found = (response.status, response.error());
                let expected = (StatusCode::NOT_FOUND, AppError::NotFound);
                assert_eq!(found, expected, "{} {verb} {id}", list.name);
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
    let id = LISTS[0].add(&member, "Mine").await;
    let down = Site::without(Down::Supabase).await;
    let member = member.at(&down);
    for list in LISTS {
        for verb in ["list", "add", "edit", "delete", "restore"] {
            let response = list.call(&member, verb, &[("id", &id), (list.title, "Changed")]).await;
            let found = (response.status, response.error());
            let expected = (StatusCode::SERVICE_UNAVAILABLE, AppError::Unavailable);
            assert_eq!(found, expected, "{} {verb}", list.name);
        }
        let page = member.open(&list.path()).await;
        assert_eq!(page.status, StatusCode::SERVICE_UNAVAILABLE, "{}", page.body);
    }
    assert_eq!(LISTS[0].stored(&site, &id).await.unwrap()["name"], "Mine");
}
