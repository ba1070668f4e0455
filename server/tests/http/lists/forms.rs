//! The pages without JavaScript: their URL says what they show, and their forms lead back to it.

use super::{assert_redirects, lists, query, shows};
use crate::support::{Site, html::controls};

#[tokio::test]
async fn a_new_row_is_on_the_page_that_the_form_leads_to() {
    let site = Site::open().await;
    let member = site.member().await;
    for list in lists(&site).await {
        assert!(list.html(&member, "").await.contains(&list.empty));
        let with_new = list.with_new();
        let without = list.filter.as_ref().map_or("", |filter| &filter.without);
        for (query, leads_to) in [
            (String::new(), list.url(&[])),
            ("?page=2".into(), list.url(&[])),
            (query(&[with_new, "deleted=7"]), list.url(&[with_new])),
            (query(&[without]), list.url(&[])),
            ("?q=x&page=2".into(), list.url(&[])),
            (query(&[&list.by_title]), list.url(&[])),
        ] {
            let form = list.form("Emma", &[]);
            let response = list.submit(&member, &query, "add", &form).await;
            assert_redirects(&response, &leads_to);
        }
        let html = list.html(&member, "").await;
        assert!(shows(&html, "Emma"), "{html}");
    }
}

#[tokio::test]
async fn other_forms_lead_back_to_their_page() {
    let site = Site::open().await;
    let member = site.member().await;
    for list in lists(&site).await {
        let id = list.add(&member, "Emma").await;
        let params = [list.with_new(), "q=e+m", &list.by_title];
        let (here, query) = (list.url(&params), query(&params));
        let form = list.form("Emma, again", &[("id", &id)]);
        let response = list.submit(&member, &format!("{query}&edit={id}"), "edit", &form).await;
        assert_redirects(&response, &here);
        assert_eq!(list.stored_titles(&site, &member).await, ["Emma, again"]);
        let response = list.submit(&member, &query, "delete", &[("id", &*id)]).await;
        assert_redirects(&response, &format!("{here}&deleted={id}"));
        let html = list.html(&member, &format!("{query}&deleted={id}")).await;
        assert!(html.contains("Emma, again") && html.contains("Undo"), "{html}");
        let query = format!("{query}&deleted={id}");
        let response = list.submit(&member, &query, "restore", &[("id", &*id)]).await;
        assert_redirects(&response, &here);
        assert_eq!(list.stored_titles(&site, &member).await, ["Emma, again"]);
    }
}

#[tokio::test]
async fn the_url_says_what_is_shown() {
    let site = Site::open().await;
    let member = site.member().await;
    for list in lists(&site).await {
        list.add(&member, "Emma").await;
        list.add(&member, "50% <off>").await;
        let mut cases = vec![
            (query(&[list.with_new(), &list.by_title]), true, true),
            ("?q=EMMA".into(), true, false),
            ("?q=50%25+%3Coff%3E".into(), false, true),
            ("?q=nothing".into(), false, false),
            ("?sort=price&page=0&edit=7&deleted=8".into(), true, true),
            ("?page=99".into(), true, true),
        ];
        if let Some(filter) = &list.filter {
            cases.push((query(&[&filter.without]), false, false));
            cases.push((format!("?{}=Lost", filter.param), true, true));
        }
        for (query, shows_emma, shows_other) in cases {
            let html = list.html(&member, &query).await;
            assert_eq!(shows(&html, "Emma"), shows_emma, "{query}: {html}");
            assert_eq!(shows(&html, "50% <off>"), shows_other, "{query}: {html}");
            assert!(!html.contains("<off>"), "{query}");
        }
    }
}

#[tokio::test]
async fn links_keep_search_sort_and_filter() {
    let site = Site::open().await;
    let member = site.member().await;
    for list in lists(&site).await {
        list.seed(&site, &member, 600).await;
        let (with_new, sort) = (list.with_new(), &*list.by_title);
        let html = list.html(&member, &query(&["q=1", sort, with_new])).await;
        let mut links = vec![list.url(&[with_new, "q=1", sort, "page=2"])];
        links.extend(list.filter.as_ref().map(|filter| list.url(&[&filter.without, "q=1", sort])));
        for link in links {
            let link = format!("href=\"{}\"", link.replace('&', "&amp;"));
            assert!(html.contains(&link), "{link}: {html}");
        }
        let html = list.html(&member, "?q=1&page=2").await;
        assert!(html.contains(&format!("href=\"{}?q=1\"", list.path)), "{html}");
        assert!(html.contains("Page 2 of"), "{html}");
    }
}

#[tokio::test]
async fn an_open_row_is_shown_on_every_page() {
    let site = Site::open().await;
    let member = site.member().await;
    for list in lists(&site).await {
        let id = list.add(&member, "Emma").await;
        for query in [format!("?edit={id}"), format!("?q=nothing&edit={id}")] {
            let html = list.html(&member, &query).await;
            let form = controls(&html, "class=\"row-edit\"").unwrap();
            let title = form.iter().find(|control| control.name == list.title.name).unwrap();
            assert_eq!(title.value, "Emma", "{query}");
            assert!(html.contains("Save Emma"), "{query}: {html}");
        }
    }
}
