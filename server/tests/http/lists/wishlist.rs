//! `/api/wishlist/…`: what a member does with books of their own, and nobody with those of others.

use app::{
    error::AppError,
    list::page_data::PAGE_SIZE as PAGE,
    model::validation::{Rule, ValidationError},
};
use reqwest::StatusCode;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::support::{Answer, Browser, Site};

/// Titles and authors that no book may have, and how the refusal says so.
fn refused() -> [(String, String, ValidationError); 6] {
    let text = |text: &str| text.to_owned();
    [
        (text(""), text("Jane Austen"), ValidationError::new("title", Rule::Required)),
        (text(" \t "), text(""), ValidationError::new("title", Rule::Required)),
        ("x".repeat(201), text(""), ValidationError::new("title", Rule::MaxLength(200))),
        (text("Em\u{0}ma"), text(""), ValidationError::new("title", Rule::Printable)),
        (text("Emma"), "x".repeat(201), ValidationError::new("author", Rule::MaxLength(200))),
        (text("Emma"), text("Jane\u{0}"), ValidationError::new("author", Rule::Printable)),
    ]
}

fn assert_refused(answer: &Answer, invalid: ValidationError) {
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{invalid:?}");
    assert_eq!(answer.error(), AppError::Invalid(invalid));
}

/// Titles of the books that are listed for these words.
async fn titles(person: &Browser, words: &[(&str, &str)]) -> Vec<String> {
    let shelf = person.call("wishlist/list", words).await.json();
    let books = shelf["books"].as_array().unwrap();
    assert_eq!(shelf["total"], books.len(), "{words:?}");
    books.iter().map(|book| book["title"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn the_newest_book_is_listed_first() {
    let site = Site::open().await;
    let member = site.member().await;
    let emma = member.add_book(" Emma ", " Jane Austen ").await;
    let beowulf = member.add_book("Beowulf", " ").await;
    let mut shelf = member.call("wishlist/list", &[]).await.json();
    let books = shelf["books"].take();
    assert_eq!(
        shelf,
        json!({ "books": null, "counts": { "wishlist": 2, "reading": 0, "finished": 0 }, "total": 2, "number": 1 })
    );
    for (book, id, title, author) in
        [(&books[0], beowulf, "Beowulf", json!(null)), (&books[1], emma, "Emma", json!("Jane Austen"))]
    {
        assert_eq!((&book["id"], &book["title"], &book["author"]), (&json!(id), &json!(title), &author));
        assert_eq!(book["status"], "Wishlist");
    }
}

#[tokio::test]
async fn books_of_one_status_are_listed_and_all_are_counted() {
    let site = Site::open().await;
    let member = site.member().await;
    for (title, status) in
        [("A", "Finished"), ("B", "Reading"), ("C", "Finished"), ("D", "Wishlist"), ("E", "Finished")]
    {
        let id = member.add_book(title, "").await;
        member.call("wishlist/set-status", &[("id", &id), ("status", status)]).await;
    }
    for (status, expected) in
        [("Wishlist", "D"), ("Reading", "B"), ("Finished", "ECA"), ("", "EDCBA"), ("Lost", "EDCBA")]
    {
        let shelf = member.call("wishlist/list", &[("status", status)]).await.json();
        assert_eq!(titles(&member, &[("status", status)]).await.concat(), expected, "{status}");
        assert_eq!(shelf["counts"], json!({ "wishlist": 1, "reading": 1, "finished": 3 }), "{status}");
    }
}

#[tokio::test]
async fn a_search_looks_at_title_and_author_and_counts_what_it_finds() {
    let site = Site::open().await;
    let member = site.member().await;
    member.add_book("Emma", "Jane Austen").await;
    let austen = member.add_book("Austenland", "Shannon Hale").await;
    member.add_book("Ulysses", "").await;
    member.call("wishlist/set-status", &[("id", &austen), ("status", "Reading")]).await;
    assert_eq!(titles(&member, &[("search", " AUSTEN ")]).await, ["Austenland", "Emma"]);
    assert_eq!(titles(&member, &[("search", "austen"), ("status", "Reading")]).await, ["Austenland"]);
    assert_eq!(titles(&member, &[("search", "Proust")]).await, [""; 0]);
    let shelf = member.call("wishlist/list", &[("search", "austen"), ("status", "Reading")]).await.json();
    assert_eq!(shelf["counts"], json!({ "wishlist": 1, "reading": 1, "finished": 0 }));
}

#[tokio::test]
async fn a_search_takes_every_character_as_it_is() {
    let site = Site::open().await;
    let member = site.member().await;
    let odd = [
        r#""Heroes""#,
        r"back\slash",
        "a,b",
        "(or)",
        "50% off",
        "under_score",
        "a*b",
        "x.y",
        "[a-z]",
        "über Émile",
        "שלום",
        "📖🌱",
        "***=",
        "a'b",
        "^start$",
        "{1}",
        "a|b",
        "title.eq.x",
        "1 + 1",
        "&limit=0",
        "#",
        "%41",
    ];
    for title in odd {
        member.add_book(title, "").await;
    }
    for title in odd {
        assert_eq!(titles(&member, &[("search", title)]).await, [title], "{title}");
    }
    assert_eq!(titles(&member, &[("search", "ÜBER éMILE")]).await, ["über Émile"]);
    for nothing in ["_____", "a.b", ".*", "%%", "\\\\", "\",\"", "),id.not.is.null,(", "&or=(id.not.is.null)"] {
        assert_eq!(titles(&member, &[("search", nothing)]).await, [""; 0], "{nothing}");
    }
    for all in ["", " ", "\u{0}"] {
        assert_eq!(titles(&member, &[("search", all)]).await.len(), odd.len(), "{all:?}");
    }
}

#[tokio::test]
async fn books_are_sorted_as_readers_expect_it() {
    let site = Site::open().await;
    let member = site.member().await;
    for (title, author) in
        [("Zeno", "italo Svevo"), ("amok", ""), ("Émile", "Zola"), ("Emma", "Austen"), ("Faust", "Ünal")]
    {
        member.add_book(title, author).await;
    }
    assert_eq!(titles(&member, &[("sort", "title")]).await, ["amok", "Émile", "Emma", "Faust", "Zeno"]);
    assert_eq!(titles(&member, &[("sort", "author")]).await, ["Emma", "Zeno", "Faust", "Émile", "amok"]);
    for newest in ["newest", "", "price"] {
        assert_eq!(titles(&member, &[("sort", newest)]).await, ["Faust", "Emma", "Émile", "amok", "Zeno"], "{newest}");
    }
}

#[tokio::test]
async fn a_list_is_cut_into_pages() {
    let site = Site::open().await;
    let member = site.member().await;
    let many = "insert into public.books (user_id, title) select $1, n::text from generate_series(0, $2) n";
    let most = i32::try_from(PAGE).unwrap();
    sqlx::query(many).bind(site.id_of(&member).await).bind(most).execute(&site.db).await.unwrap();
    for (number, expected) in [("0", 50), ("1", 50), ("2", 1), ("3", 0), ("4294967295", 0)] {
        for status in ["", "Wishlist"] {
            let shelf = member.call("wishlist/list", &[("number", number), ("status", status)]).await.json();
            assert_eq!(shelf["books"].as_array().unwrap().len(), expected, "page {number}");
            assert_eq!(shelf["total"], PAGE + 1, "page {number}");
            assert_eq!(shelf["counts"]["wishlist"], PAGE + 1, "page {number}");
        }
    }
}

#[tokio::test]
async fn title_and_author_are_kept_as_typed() {
    let site = Site::open().await;
    let member = site.member().await;
    let texts = ["<b>Emma</b> & '); drop table books; --", "שלום 📖", &"ü".repeat(200), &"📖".repeat(200)];
    for text in texts {
        let id = member.add_book(text, text).await;
        let book = site.book(&id).await.unwrap();
        assert_eq!((&book["title"], &book["author"]), (&json!(text), &json!(text)));
    }
}

#[tokio::test]
async fn what_breaks_the_rules_adds_nothing() {
    let site = Site::open().await;
    let member = site.member().await;
    for (title, author, invalid) in refused() {
        assert_refused(&member.call("wishlist/add", &[("title", &title), ("author", &author)]).await, invalid);
    }
    assert_eq!(site.books_of(&member).await, [""; 0]);
}

#[tokio::test]
async fn a_book_is_edited() {
    let site = Site::open().await;
    let member = site.member().await;
    let id = member.add_book("Ema", "Jane Austen").await;
    let edit = async |title: &str, author: &str| {
        member.call("wishlist/edit", &[("id", &id), ("title", title), ("author", author)]).await
    };
    let answer = edit(" Emma ", "").await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!((&answer.json()["title"], &answer.json()["author"]), (&json!("Emma"), &json!(null)));
    assert_eq!(edit("Emma", " J. Austen ").await.json()["author"], "J. Austen");
    assert_eq!(site.book(&id).await.unwrap()["author"], "J. Austen");
}

#[tokio::test]
async fn an_edit_of_what_has_changed_since_is_refused() {
    let site = Site::open().await;
    let member = site.member().await;
    let id = member.add_book("Emma", "").await;
    let seen =
        async || member.call("wishlist/find", &[("id", &id)]).await.json()["updated_at"].as_str().unwrap().to_owned();
    let edit = async |title: &str, seen: &str| {
        member.call("wishlist/edit", &[("id", &id), ("title", title), ("seen", seen)]).await
    };
    let first = seen().await;
    assert_eq!(edit("Emma, again", &first).await.status, StatusCode::OK);
    let answer = edit("Ema", &first).await;
    assert_eq!((answer.status, answer.error()), (StatusCode::CONFLICT, AppError::Stale));
    assert_eq!(edit("Ema", "yesterdayish").await.error(), AppError::BadRequest);
    assert_eq!(site.books_of(&member).await, ["Emma, again"]);
    assert_eq!(edit("Ema", &seen().await).await.status, StatusCode::OK);
    member.call("wishlist/remove", &[("id", &id)]).await;
    assert_eq!(edit("Ema", &first).await.error(), AppError::NotFound);
}

#[tokio::test]
async fn what_breaks_the_rules_edits_nothing() {
    let site = Site::open().await;
    let member = site.member().await;
    let id = member.add_book("Emma", "Jane Austen").await;
    let before = site.book(&id).await;
    for (title, author, invalid) in refused() {
        let fields = [("id", &*id), ("title", &title), ("author", &author)];
        assert_refused(&member.call("wishlist/edit", &fields).await, invalid);
    }
    assert_eq!(site.book(&id).await, before);
}

#[tokio::test]
async fn a_status_is_set_as_often_as_asked() {
    let site = Site::open().await;
    let member = site.member().await;
    let id = member.add_book("Emma", "").await;
    for status in ["Reading", "Reading", "Finished", "Wishlist"] {
        let answer = member.call("wishlist/set-status", &[("id", &id), ("status", status)]).await;
        assert_eq!((&answer.json()["title"], &answer.json()["status"]), (&json!("Emma"), &json!(status)));
        assert_eq!(site.book(&id).await.unwrap()["status"], status);
    }
}

#[tokio::test]
async fn a_status_that_is_none_sets_nothing() {
    let site = Site::open().await;
    let member = site.member().await;
    let id = member.add_book("Emma", "").await;
    let before = site.book(&id).await;
    for status in ["", "reading", "Lost", "Reading ", "null"] {
        let answer = member.call("wishlist/set-status", &[("id", &id), ("status", status)]).await;
        assert_eq!((answer.status, answer.error()), (StatusCode::BAD_REQUEST, AppError::BadRequest), "{status}");
    }
    assert_eq!(site.book(&id).await, before);
}

#[tokio::test]
async fn a_removed_book_is_gone_and_removing_it_again_finds_nothing() {
    let site = Site::open().await;
    let member = site.member().await;
    let (emma, _) = (member.add_book("Emma", "").await, member.add_book("Ulysses", "").await);
    assert_eq!(member.call("wishlist/remove", &[("id", &emma)]).await.status, StatusCode::OK);
    assert_eq!(site.books_of(&member).await, ["Ulysses"]);
    assert_eq!(member.call("wishlist/remove", &[("id", &emma)]).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_book_that_is_not_mine_answers_as_one_that_never_was() {
    let site = Site::open().await;
    let (member, stranger) = (site.member().await, site.member().await);
    let id = member.add_book("Emma", "Jane Austen").await;
    let before = site.book(&id).await;
    for id in [&*id, &Uuid::new_v4().to_string(), "", "1", "null", "*", &format!("in.({id})")] {
        for (function, fields) in [
            ("wishlist/edit", vec![("id", id), ("title", "stolen"), ("author", "stolen")]),
            ("wishlist/set-status", vec![("id", id), ("status", "Finished")]),
            ("wishlist/remove", vec![("id", id)]),
        ] {
            let answer = stranger.call(function, &fields).await;
            assert_eq!((answer.status, answer.error()), (StatusCode::NOT_FOUND, AppError::NotFound), "{function} {id}");
        }
    }
    assert_eq!(site.book(&id).await, before);
    assert_eq!(titles(&stranger, &[]).await, [""; 0]);
    assert_eq!(titles(&stranger, &[("search", "Emma")]).await, [""; 0]);
}

#[tokio::test]
async fn without_their_fields_functions_change_nothing() {
    let site = Site::open().await;
    let member = site.member().await;
    let emma = member.add_book("Emma", "").await;
    for function in ["add", "edit", "set-status", "remove"] {
        let answer = member.call(&format!("wishlist/{function}"), &[("author", "x")]).await;
        assert_eq!((answer.status, answer.error()), (StatusCode::BAD_REQUEST, AppError::BadRequest), "{function}");
    }
    assert_eq!(site.book(&emma).await.unwrap()["author"], Value::Null);
    assert_eq!(site.books_of(&member).await, ["Emma"]);
}
