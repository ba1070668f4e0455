//! Which tasks are listed, how many there are of each kind, and in which order.

use app::list::page_data::PAGE_SIZE as PAGE;
use serde_json::json;

use crate::support::{Browser, Site};

/// Names of the tasks that are listed for these words.
async fn names(person: &Browser, words: &[(&str, &str)]) -> Vec<String> {
    let agenda = person.call("tasks/list", words).await.json();
    let tasks = agenda["tasks"].as_array().unwrap();
    assert_eq!(agenda["total"], tasks.len(), "{words:?}");
    tasks.iter().map(|task| task["name"].as_str().unwrap().to_owned()).collect()
}

async fn add_due(person: &Browser, name: &str, due: &str) -> String {
    let task = person.call("tasks/add", &[("name", name), ("due", due)]).await.json();
    task["id"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn the_newest_task_is_listed_first() {
    let site = Site::open().await;
    let member = site.member().await;
    member.add_task("Milk").await;
    let bread = member.add_task("Bread").await;
    let agenda = member.tasks().await;
    let newest = &agenda["tasks"][0];
    assert_eq!((&newest["id"], &newest["name"], &newest["done"]), (&json!(bread), &json!("Bread"), &json!(false)));
    assert_eq!((&agenda["total"], &agenda["number"]), (&json!(2), &json!(1)));
    assert_eq!(names(&member, &[]).await, ["Bread", "Milk"]);
}

#[tokio::test]
async fn one_kind_is_listed_and_both_are_counted() {
    let site = Site::open().await;
    let member = site.member().await;
    for (name, done) in [("A", true), ("B", false), ("C", true), ("D", false), ("E", true)] {
        let id = member.add_task(name).await;
        if done {
            member.call("tasks/complete", &[("id", &id)]).await;
        }
    }
    for (show, expected) in [("open", "DB"), ("done", "ECA"), ("", "EDCBA"), ("lost", "EDCBA")] {
        assert_eq!(names(&member, &[("show", show)]).await.concat(), expected, "{show}");
        let agenda = member.call("tasks/list", &[("show", show)]).await.json();
        assert_eq!(agenda["counts"], json!({ "open": 2, "done": 3 }), "{show}");
    }
    let found = member.call("tasks/list", &[("search", "c"), ("show", "open")]).await.json();
    assert_eq!((&found["counts"], &found["total"]), (&json!({ "open": 0, "done": 1 }), &json!(0)));
}

#[tokio::test]
async fn a_search_takes_every_character_as_it_is() {
    let site = Site::open().await;
    let member = site.member().await;
    let odd = [
        r#""Milk""#,
        r"back\slash",
        "a,b",
        "(or)",
        "50% off",
        "under_score",
        "a*b",
        "x.y",
        "[a-z]",
        "über Émile",
        "***=",
        "#",
    ];
    for name in odd {
        member.add_task(name).await;
    }
    for name in odd {
        assert_eq!(names(&member, &[("search", name)]).await, [name], "{name}");
    }
    assert_eq!(names(&member, &[("search", " ÜBER éMILE ")]).await, ["über Émile"]);
    for nothing in ["_____", "a.b", ".*", "%%", "),id.not.is.null,(", "&or=(id.not.is.null)"] {
        assert_eq!(names(&member, &[("search", nothing)]).await, [""; 0], "{nothing}");
    }
    for all in ["", " ", "\u{0}"] {
        assert_eq!(names(&member, &[("search", all)]).await.len(), odd.len(), "{all:?}");
    }
}

#[tokio::test]
async fn tasks_are_sorted_as_people_expect_it() {
    let site = Site::open().await;
    let member = site.member().await;
    for (name, due) in
        [("Zeno", ""), ("amok", "2027-01-01"), ("Émile", "2026-01-01"), ("Emma", ""), ("Faust", "2026-01-01")]
    {
        add_due(&member, name, due).await;
    }
    for (sort, expected) in [
        ("name", ["amok", "Émile", "Emma", "Faust", "Zeno"]),
        ("oldest", ["Zeno", "amok", "Émile", "Emma", "Faust"]),
        ("due", ["Faust", "Émile", "amok", "Emma", "Zeno"]),
        ("newest", ["Faust", "Emma", "Émile", "amok", "Zeno"]),
        ("price", ["Faust", "Emma", "Émile", "amok", "Zeno"]),
    ] {
        assert_eq!(names(&member, &[("sort", sort)]).await, expected, "{sort}");
    }
}

#[tokio::test]
async fn a_list_is_cut_into_pages() {
    let site = Site::open().await;
    let member = site.member().await;
    let many = "insert into public.tasks (user_id, name) select $1, n::text from generate_series(0, $2) n";
    let most = i32::try_from(PAGE).unwrap();
    sqlx::query(many).bind(site.id_of(&member).await).bind(most).execute(&site.db).await.unwrap();
    for (number, expected) in [("0", 50), ("1", 50), ("2", 1), ("3", 0), ("4294967295", 0)] {
        for show in ["", "open"] {
            let agenda = member.call("tasks/list", &[("number", number), ("show", show)]).await.json();
            assert_eq!(agenda["tasks"].as_array().unwrap().len(), expected, "page {number}");
            assert_eq!((&agenda["total"], &agenda["counts"]["open"]), (&json!(PAGE + 1), &json!(PAGE + 1)));
        }
    }
}

#[tokio::test]
async fn what_is_due_follows_the_day_where_the_person_is() {
    let site = Site::open().await;
    let member = site.member().await;
    let mut days = Vec::new();
    for offset in ["-840", "0", "840", "100000", "nonsense"] {
        member.cookies.set("utc-offset", offset);
        days.push(member.tasks().await["today"].as_str().unwrap().to_owned());
    }
    // 28 hours lie between the first and the third.
    assert!(days[0] < days[2] && days[0] <= days[1] && days[1] <= days[2], "{days:?}");
    assert!(days[3] == days[1] && days[4] == days[1], "{days:?}");
}
