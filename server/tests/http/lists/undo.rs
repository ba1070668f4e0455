//! Restoring deleted rows: as they were, for an hour, by the user whose rows they were.

use app::error::AppError;
use reqwest::StatusCode;
use sqlx::AssertSqlSafe;
use uuid::Uuid;

use super::{List, list, lists};
use crate::support::{Browser, Site};

async fn status(list: &List, user: &Browser, verb: &str, id: &str) -> StatusCode {
    list.call(user, verb, &[("id", id)]).await.status
}

/// How many deleted rows are kept for this user.
async fn kept(site: &Site, user: &Browser) -> i64 {
    let count = "select count(*) from public.deleted_rows where user_id = $1";
    sqlx::query_scalar(count).bind(site.id_of(user).await).fetch_one(&site.db).await.unwrap()
}

async fn an_hour_later(site: &Site, user: &Browser) {
    let age = "update public.deleted_rows set created_at = created_at - interval '61 minutes'
        where user_id = $1";
    sqlx::query(age).bind(site.id_of(user).await).execute(&site.db).await.unwrap();
}

#[tokio::test]
async fn a_deleted_row_is_restored_as_it_was() {
    let site = Site::open().await;
    let member = site.member().await;
    for list in lists(&site).await {
        let id = list.add(&member, "Row").await;
        list.call(&member, "edit", &list.full_form("Row", &[("id", &id)])).await;
        let before = list.stored(&site, &id).await;
        assert_eq!(status(list, &member, "delete", &id).await, StatusCode::OK);
        assert_eq!(status(list, &member, "delete", &id).await, StatusCode::NOT_FOUND);
        assert_eq!(list.stored(&site, &id).await, None);
        let deletion = &list.load(&member, &format!("deleted={id}")).await["deletion"];
        assert_eq!(
            (&deletion["row"][&list.title.column], &deletion["batch_size"]),
            (&"Row".into(), &1.into())
        );
        let restored = list.call(&member, "restore", &[("id", &*id)]).await;
        assert_eq!((restored.status, restored.json()), (StatusCode::OK, 1.into()));
        assert_eq!(list.stored(&site, &id).await, before);
        assert_eq!(status(list, &member, "restore", &id).await, StatusCode::NOT_FOUND);
        // Again, as often as one likes.
        assert_eq!(status(list, &member, "delete", &id).await, StatusCode::OK);
        assert_eq!(status(list, &member, "restore", &id).await, StatusCode::OK);
        assert_eq!(kept(&site, &member).await, 0);
    }
}

#[tokio::test]
async fn after_an_hour_a_row_cannot_be_restored() {
    let site = Site::open().await;
    let member = site.member().await;
    for list in lists(&site).await {
        let (first, second) = (list.add(&member, "First").await, list.add(&member, "Second").await);
        status(list, &member, "delete", &first).await;
        an_hour_later(&site, &member).await;
        assert_eq!(status(list, &member, "restore", &first).await, StatusCode::NOT_FOUND);
        // The next deletion of the same user purges old rows, and so does the cleanup job.
        status(list, &member, "delete", &second).await;
        assert_eq!(kept(&site, &member).await, 1);
        an_hour_later(&site, &member).await;
        site.identity.cleanup().await.unwrap();
        assert_eq!(kept(&site, &member).await, 0);
    }
}

#[tokio::test]
async fn nobody_restores_the_rows_of_another_user() {
    let site = Site::open().await;
    let (member, stranger) = (site.member().await, site.member().await);
    for list in lists(&site).await {
        let before = kept(&site, &member).await;
        let id = list.add(&member, "Mine").await;
        status(list, &member, "delete", &id).await;
        for unknown in [&*id, &Uuid::new_v4().to_string(), "", "nonsense"] {
            let response = list.call(&stranger, "restore", &[("id", unknown)]).await;
            let expected = (StatusCode::NOT_FOUND, AppError::NotFound);
            assert_eq!((response.status, response.error()), expected, "{unknown}");
            let page = list.load(&stranger, &format!("deleted={unknown}")).await;
            assert!(page["deletion"].is_null(), "{unknown}: {page}");
        }
        assert_eq!(list.stored_titles(&site, &stranger).await, [""; 0]);
        assert_eq!(kept(&site, &member).await, before + 1);
    }
}

#[tokio::test]
async fn a_row_of_one_list_is_not_restored_into_another() {
    let site = Site::open().await;
    let member = site.member().await;
    let (tasks, books) = (list(&site, "/tasks").await, list(&site, "/wishlist").await);
    let id = tasks.add(&member, "Milk").await;
    status(tasks, &member, "delete", &id).await;
    assert_eq!(status(books, &member, "restore", &id).await, StatusCode::NOT_FOUND);
    assert_eq!(status(tasks, &member, "restore", &id).await, StatusCode::OK);
}

#[tokio::test]
async fn an_id_that_another_user_takes_meanwhile_is_restored_once_it_is_free() {
    let site = Site::open().await;
    let (member, stranger) = (site.member().await, site.member().await);
    for list in lists(&site).await {
        let id = list.add(&member, "Mine").await;
        status(list, &member, "delete", &id).await;
        // Through the API every user may choose the id of a row, if it is free.
        let (columns, values) = list.required_columns();
        let insert = format!(
            "insert into public.{} (id, user_id, {}{columns})
             values ($1::uuid, $2, 'Poison'{values})",
            list.table, list.title.column
        );
        let insert = sqlx::query(AssertSqlSafe(insert)).bind(&id);
        insert.bind(site.id_of(&stranger).await).execute(&site.db).await.unwrap();
        assert_ne!(status(list, &member, "restore", &id).await, StatusCode::OK);
        status(list, &stranger, "delete", &id).await;
        assert_eq!(status(list, &member, "restore", &id).await, StatusCode::OK);
        assert_eq!(list.stored(&site, &id).await.unwrap()[&list.title.column], "Mine");
    }
}

#[tokio::test]
async fn a_deleted_account_leaves_no_deleted_rows_behind() {
    let site = Site::open().await;
    let member = site.member().await;
    for list in lists(&site).await {
        let id = list.add(&member, "Deleted").await;
        list.add(&member, "Kept").await;
        status(list, &member, "delete", &id).await;
    }
    let id = site.id_of(&member).await;
    site.identity.accounts().delete_by_id(id).await.unwrap();
    let left = "select count(*) from public.deleted_rows where user_id = $1";
    let left: i64 = sqlx::query_scalar(left).bind(id).fetch_one(&site.db).await.unwrap();
    assert_eq!(left, 0);
}
