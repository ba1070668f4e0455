//! The pages without JavaScript: their URL says what they show, and their forms lead back to it.

use super::{LISTS, assert_redirects};
use crate::support::Site;

#[tokio::test]
async fn a_new_row_is_on_the_page_that_the_form_leads_to() {
    let site = Site::open().await;
    let member = site.member().await;
    for list in LISTS {
        let (param, with_new, without) = list.filter;
        let path = list.path();
        assert!(list.html(&member, "").await.contains(list.empty));
        for (query, leads_to) in [
            (String::new(), path.clone()),
            ("?page=2".into(), path.clone()),
            (format!("?{param}={with_new}&deleted=7"), format!("{path}?{param}={with_new}")),
            (format!("?{param}={without}"), path.clone()),
            ("?q=x&page=2".into(), path.clone()),
            (format!("?sort={}", list.title), path.clone()),
        ] {
            let response = list.submit(&member, &query, "add", &[(list.title, "Emma")]).await;
            assert_redirects(&response, &leads_to);
        }
        let html = list.html(&member, "").await;
        assert!(html.contains(" Emma\""), "{html}");
    }
}

#[tokio::test]
async fn other_forms_lead_back_to_their_page() {
    let site = Site::open().await;
    let member = site.member().await;
    for list in LISTS {
        let id = list.add(&member, "Emma").await;
        let (param, with_new, _) = list.filter;
        let query = format!("?{param}={with_new}&q=e+m&sort={}", list.title);
        let here = format!("{}{query}", list.path());
        let fields = [("id", &*id), (list.title, "Emma, again")];
        let response = list.submit(&member, &format!("{query}&edit={id}"), "edit", &fields).await;
        assert_redirects(&response, &here);
        assert_eq!(list.stored_titles(&site, &member).await, ["Emma, again"]);
        let response = list.submit(&member, &query, "delete", &[("id", &id)]).await;
        assert_redirects(&response, &format!("{here}&deleted={id}"));
        let html = list.html(&member, &format!("{query}&deleted={id}")).await;
        assert!(html.contains("Emma, again") && html.contains("Undo"), "{html}");
        let query = format!("{query}&deleted={id}");
        let response = list.submit(&member, &query, "restore", &[("id", &id)]).await;
        assert_redirects(&response, &here);
        assert_eq!(list.stored_titles(&site, &member).await, ["Emma, again"]);
    }
}

#[tokio::test]
async fn the_url_says_what_is_shown() {
    let site = Site::open().await;
    let member = site.member().await;
    for list in LISTS {
        list.add(&member, "Emma").await;
        list.add(&member, "50% <off>").await;
        let (param, with_new, without) = list.filter;
        for (query, shows_emma, shows_other) in [
            (format!("?{param}={with_new}&sort={}", list.title), true, true),
            (format!("?{param}={without}"), false, false),
            ("?q=EMMA".into(), true, false),
            ("?q=50%25+%3Coff%3E".into(), false, true),
            ("?q=nothing".into(), false, false),
            (format!("?{param}=Lost&sort=price&page=0&edit=7&deleted=8"), true, true),
            ("?page=99".into(), true, true),
        ] {
            let html = list.html(&member, &query).await;
            assert_eq!(
                html.contains("Delete Emma") || html.contains("Remove Emma"),
                shows_emma,
                "{query}"
            );
            assert_eq!(html.contains("50% &lt;off&gt;\" "), shows_other, "{query}: {html}");
            assert!(!html.contains("<off>"), "{query}");
        }
    }
}

#[tokio::test]
async fn links_keep_search_sort_and_filter() {
    let site = Site::open().await;
    let member = site.member().await;
    for list in LISTS {
        list.seed(&site, &member, 600).await;
        let (param, with_new, without) = list.filter;
        let (path, sort) = (list.path(), list.title);
        let html = list.html(&member, &format!("?q=1&sort={sort}&{param}={with_new}")).await;
        for query in [
            format!("{param}={without}&amp;q=1&amp;sort={sort}"),
            format!("{param}={with_new}&amp;q=1&amp;sort={sort}&amp;page=2"),
        ] {
            assert!(html.contains(&format!("href=\"{path}?{query}\"")), "{query}: {html}");
        }
        let html = list.html(&member, "?q=1&page=2").await;
        assert!(html.contains(&format!("href=\"{path}?q=1\"")), "{html}");
        assert!(html.contains("Page 2 of"), "{html}");
    }
}

#[tokio::test]
async fn an_open_row_is_shown_on_every_page() {
    let site = Site::open().await;
    let member = site.member().await;
    for list in LISTS {
        let id = list.add(&member, "Emma").await;
        for query in [format!("?edit={id}"), format!("?q=nothing&edit={id}")] {
            let html = list.html(&member, &query).await;
            assert!(
                html.contains("value=\"Emma\"") && html.contains("Save Emma"),
                "{query}: {html}"
            );
        }
    }
}
