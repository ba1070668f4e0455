//! What users may do with their own rows, and what they may not.

use reqwest::{Method, RequestBuilder, StatusCode};
use serde_json::json;
use uuid::Uuid;

use crate::support::{Api, ApiResponse, samples};

#[tokio::test]
async fn users_do_everything_with_their_own_rows() {
    let api = Api::open().await;
    let member = api.user().await;
    let (token, mut admin) = (api.token(&member), api.admin().await);
    for table in api.writable_tables() {
        let name = &*table.name;
        let row = samples::row(&mut admin, table, Uuid::new_v4(), member.id, "mine").await;
        let change = samples::change(&mut admin, table, "changed").await;
        let one = format!("{name}?id=eq.{}", row["id"].as_str().unwrap());
        let steps = [
            (Method::POST, name, Some(&row), StatusCode::CREATED),
            (Method::PATCH, &one, Some(&change), StatusCode::OK),
            (Method::GET, &one, None, StatusCode::OK),
            (Method::DELETE, &one, None, StatusCode::OK),
        ];
        for (method, path, body, status) in steps {
            let request = api.request(method.clone(), path).bearer_auth(&token);
            let request = request.header("Prefer", "return=representation");
            let response = ApiResponse::of(body.iter().fold(request, RequestBuilder::json)).await;
            assert_eq!(response.status, status, "{method} {path}: {}", response.body);
            assert_eq!(response.json()[0]["id"], row["id"], "{method} {path}");
        }
    }
}

#[tokio::test]
async fn a_new_row_belongs_to_the_user_who_inserts_it() {
    let api = Api::open().await;
    let member = api.user().await;
    let (token, mut admin) = (api.token(&member), api.admin().await);
    for table in api.writable_tables() {
        let mut row = samples::row(&mut admin, table, Uuid::new_v4(), member.id, "mine").await;
        row.as_object_mut().unwrap().remove(&table.owner);
        let request = api.request(Method::POST, &table.name).bearer_auth(&token).json(&row);
        let response = ApiResponse::of(request.header("Prefer", "return=representation")).await;
        assert_eq!(
            response.json()[0][&table.owner],
            json!(member.id),
            "{}: {}",
            table.name,
            response.body
        );
    }
}

#[tokio::test]
async fn users_do_not_write_what_is_read_only() {
    let api = Api::open().await;
    let member = api.user().await;
    let (token, mut admin) = (api.token(&member), api.admin().await);
    let before = api.rows_of(&member).await;
    let mut requests = 0;
    for table in &api.tables {
        let row = samples::row(&mut admin, table, Uuid::new_v4(), member.id, "mine").await;
        let mine = format!("{}?{}=eq.{}", table.name, table.owner, member.id);
        let read_only = table.columns.iter().filter(|column| !column.can_update);
        let mut forbidden: Vec<_> = read_only
            .map(|column| (Method::PATCH, &*mine, json!({ &column.name: row.get(&column.name) })))
            .collect();
        if !table.can_insert {
            forbidden.push((Method::POST, &table.name, row));
        }
        for (method, path, body) in forbidden {
            let request = api.request(method.clone(), path).bearer_auth(&token).json(&body);
            let response = ApiResponse::of(request).await;
            assert_eq!(
                response.status,
                StatusCode::FORBIDDEN,
                "{method} {path} {body}: {}",
                response.body
            );
            requests += 1;
        }
    }
    assert_ne!(requests, 0);
    assert_eq!(api.rows_of(&member).await, before);
}

#[tokio::test]
async fn nobody_gives_a_row_to_another_user() {
    let api = Api::open().await;
    let (giver, taker) = (api.user().await, api.user().await);
    let (token, mut admin) = (api.token(&giver), api.admin().await);
    let before = (api.rows_of(&giver).await, api.rows_of(&taker).await);
    for table in api.writable_tables() {
        let name = &table.name;
        let new = samples::row(&mut admin, table, Uuid::new_v4(), taker.id, "gift").await;
        let own = samples::row(&mut admin, table, giver.id, giver.id, "gift").await;
        let gift = json!({ &table.owner: taker.id });
        let mine = format!("{name}?id=eq.{}", giver.id);
        let gifts = [
            api.request(Method::POST, name).json(&new),
            api.request(Method::POST, name).json(&json!([own, new])),
            api.request(Method::PATCH, &mine).json(&gift),
            api.request(Method::PATCH, name).json(&gift),
        ];
        for (number, gift) in gifts.into_iter().enumerate() {
            let ApiResponse { status, body, .. } = ApiResponse::of(gift.bearer_auth(&token)).await;
            // The second inserts a row that exists, so the database may report that first.
            let is_conflict = number == 1 && status == StatusCode::CONFLICT;
            assert!(
                status == StatusCode::FORBIDDEN || is_conflict,
                "{name} {number}: {status} {body}"
            );
        }
    }
    assert_eq!((api.rows_of(&giver).await, api.rows_of(&taker).await), before);
}
