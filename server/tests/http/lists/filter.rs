//! Which rows a list shows, and in which order.

use app::list::page_data::PAGE_SIZE;
use serde_json::json;

use super::{Filter, lists};
use crate::support::Site;

fn search(text: &str) -> String {
    url::form_urlencoded::Serializer::new(String::new()).append_pair("q", text).finish()
}

#[tokio::test]
async fn the_newest_row_is_the_first() {
    let site = Site::open().await;
    let member = site.member().await;
    for list in lists(&site).await {
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
    for list in lists(&site).await {
        let Some(filter) = &list.filter else { continue };
        let Filter { param, with_new, without, .. } = filter;
        list.add(&member, "A").await;
        list.add(&member, "B").await;
        for (query, expected) in [
            (with_new, vec!["B", "A"]),
            (without, vec![]),
            (&format!("{param}="), vec!["B", "A"]),
            (&format!("{param}=lost"), vec!["B", "A"]),
        ] {
            assert_eq!(list.titles(&member, query).await, expected, "{query}");
            let page = list.load(&member, query).await;
            assert_eq!((&page["all"], &page["counts"]), (&json!(2), &filter.counts(2)), "{query}");
        }
        let query = format!("q=a&{without}");
        assert_eq!(list.titles(&member, &query).await, [""; 0], "{query}");
        let page = list.load(&member, &query).await;
        assert_eq!((&page["all"], &page["counts"]), (&json!(1), &filter.counts(1)), "{query}");
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
    for list in lists(&site).await {
        for text in texts {
            list.add(&member, text).await;
        }
        for text in texts {
            assert_eq!(list.titles(&member, &search(text)).await, [text], "{} {text}", list.path);
        }
        assert_eq!(list.titles(&member, &search(" ÜBER éMILE ")).await, ["über Émile"]);
        for text in ["_____", "a.b", ".*", "%%", "),id.not.is.null,(", "&or=(id.not.is.null)"] {
            assert_eq!(list.titles(&member, &search(text)).await, [""; 0], "{} {text}", list.path);
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
    for list in lists(&site).await {
        if list.by_title.is_empty() {
            continue;
        }
        for title in ["Zeno", "amok", "Émile", "Emma"] {
            list.add(&member, title).await;
        }
        let titles = list.titles(&member, &list.by_title).await;
        assert_eq!(titles, ["amok", "Émile", "Emma", "Zeno"], "{}", list.path);
    }
}

#[tokio::test]
async fn a_page_beyond_the_last_one_is_the_last_one() {
    let site = Site::open().await;
    let member = site.member().await;
    for list in lists(&site).await {
        list.seed(&site, &member, u32::try_from(PAGE_SIZE).unwrap() + 1).await;
        for (page, expected) in
            [("0", (1, 50)), ("1", (1, 50)), ("2", (2, 1)), ("3", (2, 1)), ("4294967295", (2, 1))]
        {
            for query in [format!("page={page}"), format!("page={page}&{}", list.with_new())] {
                let data = list.load(&member, &query).await;
                let found =
                    (data["page"].as_u64().unwrap(), data["rows"].as_array().unwrap().len());
                assert_eq!(found, expected, "{} {query}", list.path);
                assert_eq!(data["all"], PAGE_SIZE + 1);
            }
        }
    }
}
