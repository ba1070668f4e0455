//! Which rows a list shows, and in which order.

use app::list::page_data::PAGE_SIZE;
use serde_json::json;

use super::LISTS;
use crate::support::Site;

fn search(text: &str) -> String {
    url::form_urlencoded::Serializer::new(String::new()).append_pair("q", text).finish()
}

#[tokio::test]
async fn the_newest_row_is_the_first() {
    let site = Site::open().await;
    let member = site.member().await;
    for list in LISTS {
        list.add(&member, "First").await;
        let id = list.add(&member, "Second").await;
        let page = list.load(&member, "").await;
        assert_eq!((&page["rows"][0]["id"], &page["all"]), (&json!(id), &json!(2)));
        for sort in ["", "sort=newest", "sort=price"] {
            assert_eq!(list.titles(&member, sort).await, ["Second", "First"], "{sort}");
        }
    }
}

#[tokio::test]
async fn a_filter_shows_one_part_and_counts_all() {
    let site = Site::open().await;
    let member = site.member().await;
    for list in LISTS {
        let (param, with_new, without) = list.filter;
        list.add(&member, "A").await;
        list.add(&member, "B").await;
        for (code, expected) in [
            (with_new, vec!["B", "A"]),
            (without, vec![]),
            ("", vec!["B", "A"]),
            ("lost", vec!["B", "A"]),
        ] {
            let query = format!("{param}={code}");
            assert_eq!(list.titles(&member, &query).await, expected, "{query}");
            let page = list.load(&member, &query).await;
            assert_eq!((&page["all"], &page["counts"][0]), (&json!(2), &json!(2)), "{query}");
        }
        let page = list.load(&member, &format!("q=a&{param}={without}")).await;
        assert_eq!(
            (&page["rows"], &page["all"], &page["counts"][0]),
            (&json!([]), &json!(1), &json!(1))
        );
    }
}

#[tokio::test]
async fn a_search_takes_every_character_literally() {
    let site = Site::open().await;
    let member = site.member().await;
    let texts = [
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
    for list in LISTS {
        for text in texts {
            list.add(&member, text).await;
        }
        for text in texts {
            assert_eq!(list.titles(&member, &search(text)).await, [text], "{} {text}", list.name);
        }
        assert_eq!(list.titles(&member, &search(" ÜBER éMILE ")).await, ["über Émile"]);
        for text in ["_____", "a.b", ".*", "%%", "),id.not.is.null,(", "&or=(id.not.is.null)"] {
            assert_eq!(list.titles(&member, &search(text)).await, [""; 0], "{} {text}", list.name);
        }
        for text in ["", " ", "\u{0}"] {
            assert_eq!(list.titles(&member, &search(text)).await.len(), texts.len(), "{text:?}");
        }
    }
}

#[tokio::test]
async fn titles_are_sorted_as_readers_expect() {
    let site = Site::open().await;
    let member = site.member().await;
    for list in LISTS {
        for title in ["Zeno", "amok", "Émile", "Emma"] {
            list.add(&member, title).await;
        }
        let titles = list.titles(&member, &format!("sort={}", list.title)).await;
        assert_eq!(titles, ["amok", "Émile", "Emma", "Zeno"], "{}", list.name);
    }
}

#[tokio::test]
async fn a_page_beyond_the_last_one_is_the_last_one() {
    let site = Site::open().await;
    let member = site.member().await;
    for list in LISTS {
        list.seed(&site, &member, u32::try_from(PAGE_SIZE).unwrap() + 1).await;
        for (page, expected) in
            [("0", (1, 50)), ("1", (1, 50)), ("2", (2, 1)), ("3", (2, 1)), ("4294967295", (2, 1))]
        {
            let (param, with_new, _) = list.filter;
            for query in [format!("page={page}"), format!("page={page}&{param}={with_new}")] {
                let data = list.load(&member, &query).await;
                let found =
                    (data["page"].as_u64().unwrap(), data["rows"].as_array().unwrap().len());
                assert_eq!(found, expected, "{} {query}", list.name);
                assert_eq!(data["all"], PAGE_SIZE + 1);
            }
        }
    }
}
