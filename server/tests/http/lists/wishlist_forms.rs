//! `/wishlist` without JavaScript: its address says what it shows, and its forms lead back to it.

use reqwest::StatusCode;

use crate::support::{Answer, Browser, Site};

fn assert_leads_to(answer: &Answer, path: &str) {
    assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, path), "{}", answer.body);
}

/// The page, which must be there.
async fn page(person: &Browser, path: &str) -> String {
    let page = person.open(path).await;
    assert_eq!(page.status, StatusCode::OK, "{path}");
    page.body
}

#[tokio::test]
async fn what_is_added_shows_on_the_first_page_of_all() {
    let site = Site::open().await;
    let member = site.member().await;
    assert!(page(&member, "/wishlist").await.contains("No books yet"));
    for from in ["/wishlist", "/wishlist?status=Finished&q=x&sort=title&page=2"] {
        let answer = member.submit(from, "wishlist/add", &[("title", "Emma"), ("author", "Jane Austen")]).await;
        assert_leads_to(&answer, "/wishlist");
    }
    let shown = page(&member, "/wishlist").await;
    assert!(shown.contains("Jane Austen") && !shown.contains("No books yet"), "{shown}");
}

#[tokio::test]
async fn every_other_form_leads_back_to_where_it_was() {
    let site = Site::open().await;
    let member = site.member().await;
    let id = member.add_book("Emma", "").await;
    let here = "/wishlist?status=Wishlist&q=e+m&sort=author";
    let edit = format!("{here}&edit={id}");
    let fields = [("id", &*id), ("title", "Emma, again"), ("author", "Jane Austen")];
    assert_leads_to(&member.submit(&edit, "wishlist/edit", &fields).await, here);
    assert_eq!(site.books_of(&member).await, ["Emma, again"]);
    let fields = [("id", &*id), ("status", "Reading")];
    assert_leads_to(&member.submit(here, "wishlist/set-status", &fields).await, here);
    assert_eq!(site.book(&id).await.unwrap()["status"], "Reading");
    // The form of a row sends its status along, whatever is pressed.
    assert_leads_to(&member.submit(here, "wishlist/remove", &fields).await, here);
    assert_eq!(site.book(&id).await, None);
}

#[tokio::test]
async fn the_address_says_which_books_are_shown() {
    let site = Site::open().await;
    let member = site.member().await;
    let emma = member.add_book("Emma", "Jane Austen").await;
    member.add_book("50% <off>", "").await;
    member.call("wishlist/set-status", &[("id", &emma), ("status", "Reading")]).await;
    for (path, shows_emma, shows_other) in [
        ("/wishlist?status=Reading", true, false),
        ("/wishlist?status=Wishlist&sort=title", false, true),
        ("/wishlist?q=jane+austen", true, false),
        ("/wishlist?q=50%25+%3Coff%3E", false, true),
        ("/wishlist?q=50%25%20%3Coff%3E&status=Reading", false, false),
        ("/wishlist?status=Lost&sort=price&page=0&edit=7", true, true),
        ("/wishlist?page=99", true, true),
    ] {
        let page = page(&member, path).await;
        assert_eq!(page.contains("Status of Emma"), shows_emma, "{path}");
        assert_eq!(page.contains("Status of 50% &lt;off&gt;"), shows_other, "{path}: {page}");
        assert_eq!(page.contains("Show all"), !shows_emma && !shows_other, "{path}");
        assert!(!page.contains("<off>"), "{path}");
    }
}

#[tokio::test]
async fn links_keep_to_the_search_and_the_order() {
    let site = Site::open().await;
    let member = site.member().await;
    let many = "insert into public.books (user_id, title) select $1, 'No. ' || n from generate_series(1, 51) n";
    sqlx::query(many).bind(site.id_of(&member).await).execute(&site.db).await.unwrap();
    let first = page(&member, "/wishlist?q=No.+&sort=title&status=Wishlist").await;
    for href in ["status=Reading&amp;q=No%2E&amp;sort=title", "status=Wishlist&amp;q=No%2E&amp;sort=title&amp;page=2"] {
        assert!(first.contains(&format!("href=\"/wishlist?{href}\"")), "{href}: {first}");
    }
    let second = page(&member, "/wishlist?q=No.&page=2").await;
    assert!(second.contains("href=\"/wishlist?q=No%2E\"") && second.contains("Page 2 of 2"), "{second}");
}

#[tokio::test]
async fn a_refused_book_comes_back_with_the_reason_beside_its_field_once() {
    let site = Site::open().await;
    let member = site.member().await;
    let long = "ü".repeat(201);
    for (title, author, field) in [(" ", "Jane <Austen>", "title"), ("Emma", &*long, "author")] {
        let here = "/wishlist?q=x";
        let fields = [("title", title), ("author", author)];
        let answer = member.submit(here, "wishlist/add", &fields).await;
        let shown = answer.rejected_form(StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(answer.header("content-location"), here);
        assert_eq!(shown.matches("aria-invalid").count(), 1, "{shown}");
        let input = shown.split("<input").find(|input| input.contains("aria-invalid")).unwrap();
        assert!(input.contains(&format!("id=\"{field}\"")), "{input}");
        let (kept, _) = (author.replace('<', "&lt;").replace('>', "&gt;"), title);
        assert!(shown.contains(&format!("value=\"{kept}\"")), "{shown}");
        let again = page(&member, here).await;
        assert!(!again.contains("aria-invalid") && !again.contains(&kept), "{again}");
    }
    assert_eq!(site.books_of(&member).await, [""; 0]);
}

#[tokio::test]
async fn a_refused_edit_opens_its_row_again() {
    let site = Site::open().await;
    let member = site.member().await;
    let (emma, _) = (member.add_book("Emma", "").await, member.add_book("Ulysses", "").await);
    let here = format!("/wishlist?edit={emma}");
    let fields = [("id", &*emma), ("title", " "), ("author", "Somebody")];
    let answer = member.submit(&here, "wishlist/edit", &fields).await;
    let shown = answer.rejected_form(StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(shown.matches(">Title can't be blank.").count(), 1, "{shown}");
    assert!(shown.contains("value=\"Somebody\"") && shown.contains("aria-label=\"Save Emma\""), "{shown}");
    assert!(!page(&member, &here).await.contains("Title can't be blank."));
    assert_eq!(site.books_of(&member).await, ["Emma", "Ulysses"]);
}

#[tokio::test]
async fn a_stale_edit_shows_both_versions() {
    let site = Site::open().await;
    let member = site.member().await;
    let id = member.add_book("Emma", "").await;
    let book = member.call("wishlist/find", &[("id", &id)]).await.json();
    member.call("wishlist/edit", &[("id", &id), ("title", "Emma, again"), ("author", "Jane Austen")]).await;
    let mine = [("id", &*id), ("title", "Ema"), ("seen", book["updated_at"].as_str().unwrap())];
    // Also where the address doesn't say which row is open.
    for here in [format!("/wishlist?edit={id}"), "/wishlist?status=Finished".to_owned()] {
        let answer = member.submit(&here, "wishlist/edit", &mine).await;
        let shown = answer.rejected_form(StatusCode::CONFLICT);
        assert_eq!(shown.matches("This was changed elsewhere").count(), 1, "{shown}");
        for words in [
            "This was changed elsewhere",
            ">Emma, again<",
            "Jane Austen",
            "value=\"Ema\"",
            "Save my version",
            "Keep saved version",
        ] {
            assert!(shown.contains(words), "{words}: {shown}");
        }
    }
    assert_eq!(site.books_of(&member).await, ["Emma, again"]);
}

#[tokio::test]
async fn a_book_that_is_gone_is_said_to_be_gone() {
    let site = Site::open().await;
    let (member, stranger) = (site.member().await, site.member().await);
    let id = member.add_book("Emma", "").await;
    for function in ["wishlist/edit", "wishlist/set-status", "wishlist/remove"] {
        let fields = [("id", &*id), ("title", "x"), ("status", "Reading")];
        let answer = stranger.submit("/wishlist", function, &fields).await;
        let shown = answer.rejected_form(StatusCode::NOT_FOUND);
        assert!(shown.contains("This item no longer exists."), "{function}: {shown}");
        assert!(!page(&stranger, "/wishlist").await.contains("This item no longer exists."), "{function}");
    }
    assert_eq!(site.book(&id).await.unwrap()["status"], "Wishlist");
}
