//! What only the wishlist does: its books have a status and an author.

use app::{
    error::AppError,
    model::validation::{Rule, ValidationError},
};
use reqwest::StatusCode;
use serde_json::json;

use super::{
    assert_redirects,
    field::{Field, Kind},
    list,
};
use crate::support::Site;

#[tokio::test]
async fn the_page_says_what_the_tests_of_lists_have_to_know() {
    let site = Site::open().await;
    let books = list(&site, "/wishlist").await;
    let Field { name, kind, required, .. } = &books.title;
    assert_eq!((&**name, *kind, *required), ("title", Kind::Text { max_length: 200 }, true));
    let [author] = &books.others[..] else { panic!("{books:?}") };
    let expected = ("author", Kind::Text { max_length: 200 }, false);
    assert_eq!((&*author.name, author.kind, author.required), expected);
    let filter = books.filter.as_ref().unwrap();
    assert_eq!((&*filter.with_new, &*filter.without), ("status=Wishlist", "status=Reading"));
    assert_eq!(
        (books.table, &*books.by_title, &*books.empty),
        ("books", "sort=title", "No books yet")
    );
    assert_eq!(books.invalid_forms().len(), 4 + 2);
}

#[tokio::test]
async fn a_status_is_set_as_often_as_asked() {
    let site = Site::open().await;
    let member = site.member().await;
    let id = member.add_book("Emma", "").await;
    for status in ["Reading", "Reading", "Finished", "Wishlist"] {
        let fields = [("id", &*id), ("status", status)];
        let book = member.call("wishlist/set-status", &fields).await.json();
        assert_eq!((&book["title"], &book["status"]), (&json!("Emma"), &json!(status)));
        assert_eq!(site.book(&id).await.unwrap()["status"], status);
        let response = member.submit("/wishlist?q=e", "wishlist/set-status", &fields).await;
        assert_redirects(&response, "/wishlist?q=e");
    }
}

#[tokio::test]
async fn an_unknown_status_sets_nothing_and_the_page_says_so() {
    let site = Site::open().await;
    let member = site.member().await;
    let id = member.add_book("Emma", "").await;
    let before = site.book(&id).await;
    let error = AppError::Invalid(ValidationError::new("status", Rule::Option));
    for status in ["", "reading", "Lost", "Reading ", "null"] {
        let fields = [("id", &*id), ("status", status)];
        let response = member.call("wishlist/set-status", &fields).await;
        let expected = (StatusCode::UNPROCESSABLE_ENTITY, error.clone());
        assert_eq!((response.status, response.error()), expected, "{status}");
        let response = member.submit("/wishlist", "wishlist/set-status", &fields).await;
        assert_eq!(response.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(response.body.contains(&error.to_string()), "{}", response.body);
    }
    assert_eq!(site.book(&id).await, before);
}

#[tokio::test]
async fn the_status_of_another_users_book_is_not_set() {
    let site = Site::open().await;
    let (member, stranger, guest) = (site.member().await, site.member().await, site.guest());
    let id = member.add_book("Emma", "").await;
    let fields = [("id", &*id), ("status", "Finished")];
    let status = stranger.call("wishlist/set-status", &fields).await.status;
    assert_eq!(status, StatusCode::NOT_FOUND);
    let status = guest.call("wishlist/set-status", &fields).await.status;
    assert_eq!(status, StatusCode::UNAUTHORIZED);
    assert_eq!(site.book(&id).await.unwrap()["status"], "Wishlist");
}

#[tokio::test]
async fn a_search_finds_titles_and_authors() {
    let site = Site::open().await;
    let books = list(&site, "/wishlist").await;
    let member = site.member().await;
    member.add_book("Emma", "Jane Austen").await;
    member.add_book("Jane Eyre", "Charlotte Brontë").await;
    member.add_book("Ulysses", "").await;
    assert_eq!(books.titles(&member, "q=jane").await, ["Jane Eyre", "Emma"]);
    assert_eq!(books.titles(&member, "q=bront%C3%AB").await, ["Jane Eyre"]);
}

#[tokio::test]
async fn books_without_an_author_come_last() {
    let site = Site::open().await;
    let books = list(&site, "/wishlist").await;
    let member = site.member().await;
    for (title, author) in [("Beowulf", ""), ("Emma", "Jane Austen"), ("Dracula", "Bram Stoker")] {
        member.add_book(title, author).await;
    }
    let titles = books.titles(&member, "sort=author").await;
    assert_eq!(titles, ["Dracula", "Emma", "Beowulf"]);
}

#[tokio::test]
async fn every_status_is_counted_and_filtered() {
    let site = Site::open().await;
    let books = list(&site, "/wishlist").await;
    let member = site.member().await;
    for (title, status) in
        [("A", "Finished"), ("B", "Wishlist"), ("C", "Reading"), ("D", "Wishlist")]
    {
        let id = member.add_book(title, "").await;
        member.call("wishlist/set-status", &[("id", &id), ("status", status)]).await;
    }
    for (status, expected) in
        [("Wishlist", "DB"), ("Reading", "C"), ("Finished", "A"), ("", "DCBA")]
    {
        let query = format!("status={status}");
        assert_eq!(books.titles(&member, &query).await.concat(), expected, "{status}");
        assert_eq!(books.load(&member, &query).await["counts"], json!([2, 1, 1]));
    }
}
