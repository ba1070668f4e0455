//! `/tasks` without JavaScript: its address says what it shows, and its forms lead back to it.

use reqwest::StatusCode;

use crate::support::{Answer, Browser, Site};

const BLANK: &str = "New name can't be blank.";
const NO_DATE: &str = "Enter a date as YYYY-MM-DD";
const STALE: &str = "This was changed elsewhere in the meantime.";
const NOT_FOUND: &str = "This item no longer exists.";

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
async fn every_form_leads_back_to_where_it_was() {
    let site = Site::open().await;
    let member = site.member().await;
    let id = member.add_task("Milk").await;
    let here = "/tasks?show=open&q=m&sort=name&page=1";
    let passing = format!("{here}&rename={id}&deleted={id}");
    let one = [("id", &*id)];
    let done = [("tasks/complete", true), ("tasks/reopen", false)];
    for (function, done) in done {
        assert_leads_to(&member.submit(&passing, function, &one).await, here);
        assert_eq!(site.task(&id).await.unwrap()["done"], done);
    }
    let fields = [("id", &*id), ("name", "Oat milk"), ("due", "2026-12-24")];
    assert_leads_to(&member.submit(&passing, "tasks/edit", &fields).await, here);
    assert_eq!(site.task(&id).await.unwrap()["due_on"], "2026-12-24");
    let deleted = format!("{here}&deleted={id}");
    assert_leads_to(&member.submit(&passing, "tasks/delete", &one).await, &deleted);
    assert_eq!(site.task(&id).await, None);
    assert_leads_to(&member.submit(&deleted, "tasks/restore", &one).await, here);
    assert_leads_to(&member.submit(&deleted, "tasks/clear-completed", &[]).await, here);
    member.call("tasks/complete", &one).await;
    assert_leads_to(&member.submit(here, "tasks/clear-completed", &[]).await, &deleted);
    assert_leads_to(&member.submit("/tasks", "tasks/restore", &one).await, "/tasks");
}

#[tokio::test]
async fn what_is_added_shows_on_the_first_page_of_a_list_that_has_it() {
    let site = Site::open().await;
    let member = site.member().await;
    for (from, to) in [
        ("/tasks", "/tasks"),
        ("/tasks?page=3", "/tasks"),
        ("/tasks?show=open&page=2&deleted=7", "/tasks?show=open"),
        ("/tasks?show=done", "/tasks"),
        ("/tasks?show=open&sort=due", "/tasks"),
        ("/tasks?q=milk", "/tasks"),
    ] {
        assert_leads_to(&member.submit(from, "tasks/add", &[("name", "Bread")]).await, to);
    }
}

#[tokio::test]
async fn the_address_says_which_tasks_are_shown() {
    let site = Site::open().await;
    let member = site.member().await;
    assert!(page(&member, "/tasks").await.contains("No tasks yet"));
    let milk = member.add_task("Milk").await;
    member.add_task("50% <off>").await;
    member.call("tasks/complete", &[("id", &milk)]).await;
    for (path, shows_milk, shows_other) in [
        ("/tasks?show=done", true, false),
        ("/tasks?show=open&sort=due", false, true),
        ("/tasks?q=mIl", true, false),
        ("/tasks?q=50%25+%3Coff%3E", false, true),
        ("/tasks?q=50%25%20%3Coff%3E&show=done", false, false),
        ("/tasks?show=lost&sort=price&page=0&rename=7&deleted=7", true, true),
        ("/tasks?page=99", true, true),
    ] {
        let page = page(&member, path).await;
        assert_eq!(page.contains("Delete Milk"), shows_milk, "{path}");
        assert_eq!(page.contains("Delete 50% &lt;off&gt;"), shows_other, "{path}: {page}");
        assert_eq!(page.contains("No matches"), page.contains("Show all"), "{path}");
        assert!(!page.contains("<off>"), "{path}");
    }
    let all = page(&member, "/tasks?q=5&sort=name").await;
    assert!(all.contains("href=\"/tasks?show=open&amp;q=5&amp;sort=name\""), "{all}");
}

#[tokio::test]
async fn a_refused_edit_opens_its_row_again_with_what_was_typed() {
    let site = Site::open().await;
    let member = site.member().await;
    let (milk, _bread) = (member.add_task("Milk").await, member.add_task("Bread").await);
    for (name, due, words) in [(" ", "2026-12-24", BLANK), ("Oat milk", "2026-02-30", NO_DATE)] {
        let fields = [("id", &*milk), ("name", name), ("due", due)];
        // Where the address doesn't say which row is open, what was sent does.
        for back in [&*format!("/tasks?rename={milk}"), "/tasks?show=done"] {
            let answer = member.submit(back, "tasks/edit", &fields).await;
            let shown = answer.rejected_form(StatusCode::UNPROCESSABLE_ENTITY);
            assert_eq!(answer.header("content-location"), back);
            assert_eq!(shown.matches(&format!(">{words}")).count(), 1, "{shown}");
            assert!(shown.contains(&format!("value=\"{due}\"")), "{shown}");
            assert!(!page(&member, back).await.contains(words));
        }
    }
    assert_eq!(site.tasks_of(&member).await, ["Bread", "Milk"]);
}

#[tokio::test]
async fn a_refused_due_date_comes_back_beside_its_field() {
    let site = Site::open().await;
    let member = site.member().await;
    let fields = [("name", "Milk"), ("due", "soon")];
    let answer = member.submit("/tasks", "tasks/add", &fields).await;
    let shown = answer.rejected_form(StatusCode::UNPROCESSABLE_ENTITY);
    let input = shown.split("<input").find(|input| input.contains("aria-invalid")).unwrap();
    assert!(input.contains("id=\"new-due\"") && shown.contains("value=\"Milk\""), "{shown}");
    assert!(shown.contains(&format!(">{NO_DATE}")), "{shown}");
}

#[tokio::test]
async fn a_stale_edit_shows_both_versions_and_either_can_be_kept() {
    let site = Site::open().await;
    let member = site.member().await;
    let id = member.add_task("Milk").await;
    let seen = member.call("tasks/find", &[("id", &id)]).await.json()["updated_at"].as_str().unwrap().to_owned();
    let fields = [("id", &*id), ("name", "Oat milk"), ("due", "2026-12-24")];
    assert_eq!(member.call("tasks/edit", &fields).await.status, StatusCode::OK);
    let mine = [("id", &*id), ("name", "Soy <milk>"), ("due", ""), ("seen", &seen)];
    let back = format!("/tasks?show=done&rename={id}");
    let answer = member.submit(&back, "tasks/edit", &mine).await;
    let shown = answer.rejected_form(StatusCode::CONFLICT);
    for words in
        [STALE, ">Oat milk<", "24 December 2026", "value=\"Soy &lt;milk&gt;\"", "Save my version", "Keep saved version"]
    {
        assert!(shown.contains(words), "{words}: {shown}");
    }
    let (_, form) = shown.split_once("name=\"seen\" value=\"").unwrap();
    let (seen, _) = form.split_once('"').unwrap();
    let mine = [("id", &*id), ("name", "Soy milk"), ("due", ""), ("seen", seen)];
    assert_leads_to(&member.submit(&back, "tasks/edit", &mine).await, "/tasks?show=done");
    assert_eq!(site.tasks_of(&member).await, ["Soy milk"]);
}

#[tokio::test]
async fn what_was_deleted_is_named_with_the_way_back() {
    let site = Site::open().await;
    let member = site.member().await;
    let id = member.add_task("<b>Milk</b>").await;
    let here = format!("/tasks?deleted={id}");
    assert_leads_to(&member.submit("/tasks", "tasks/delete", &[("id", &id)]).await, &here);
    let shown = page(&member, &here).await;
    assert!(
        shown.contains("&lt;b&gt;Milk&lt;/b&gt;") && shown.contains("was deleted.") && shown.contains("Undo"),
        "{shown}"
    );
    member.submit(&here, "tasks/restore", &[("id", &id)]).await;
    assert!(!page(&member, &here).await.contains("was deleted."));
    for name in ["Bread", "Tea"] {
        let id = member.add_task(name).await;
        member.call("tasks/complete", &[("id", &id)]).await;
    }
    let answer = member.submit("/tasks", "tasks/clear-completed", &[]).await;
    assert!(page(&member, answer.location()).await.contains("2 items were deleted."));
}

#[tokio::test]
async fn a_task_that_is_gone_is_said_to_be_gone() {
    let site = Site::open().await;
    let (member, stranger) = (site.member().await, site.member().await);
    let id = member.add_task("Milk").await;
    for function in ["tasks/complete", "tasks/reopen", "tasks/delete", "tasks/edit", "tasks/restore"] {
        let fields = [("id", &*id), ("name", "stolen"), ("seen", "2026-11-21")];
        let answer = stranger.submit("/tasks", function, &fields).await;
        assert!(answer.rejected_form(StatusCode::NOT_FOUND).contains(NOT_FOUND), "{function}");
        assert!(!page(&stranger, "/tasks").await.contains(NOT_FOUND), "{function}");
    }
    assert_eq!(site.task(&id).await.unwrap()["done"], false);
}
