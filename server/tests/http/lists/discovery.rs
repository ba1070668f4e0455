//! Finds the lists of the site, and reads in their pages what a client has to know about them.

use app::features;
use reqwest::StatusCode;
use serde_json::Value;
use tokio::sync::OnceCell;

use super::{
    Filter, List,
    field::{Field, Kind},
};
use crate::support::{
    Browser, Site,
    html::{controls, tags},
};

static LISTS: OnceCell<Vec<List>> = OnceCell::const_new();

/// Every list in `app::features`.
pub async fn lists(site: &Site) -> &'static [List] {
    LISTS.get_or_init(|| discover(site)).await
}

/// The list at this path.
pub async fn list(site: &Site, path: &str) -> &'static List {
    let found = lists(site).await.iter().find(|list| list.path == path);
    found.unwrap_or_else(|| panic!("app::features has no list at {path}"))
}

async fn discover(site: &Site) -> Vec<List> {
    let mut lists = Vec::new();
    for list in features::lists() {
        lists.push(read(site, list).await);
    }
    assert!(!lists.is_empty(), "app::features has no list, so these tests would test nothing");
    lists
}

async fn read(site: &Site, features::List { path, table, .. }: features::List) -> List {
    let user = site.member().await;
    let page = open(&user, path).await;
    let form = controls(&page, "id=\"add-form\"")
        .unwrap_or_else(|| panic!("{path} has no form with the id add-form"));
    let controls = form.iter().filter(|control| control.kind != "hidden");
    let mut fields: Vec<_> = controls.map(|control| Field::of(path, control)).collect();
    let title = fields
        .iter()
        .position(|field| field.required && matches!(field.kind, Kind::Text { .. }))
        .unwrap_or_else(|| panic!("{path}: no required text field of the form names a row"));
    let mut list = List {
        path,
        table,
        title: fields.remove(title),
        others: fields,
        filter: None,
        by_title: String::new(),
        empty: empty_text(&page),
    };
    let first = stored(site, &user, &list, &[]).await;
    let page = open(&user, path).await;
    list.filter = filter(path, &page);
    list.title.column = column(site, &user, &list, &first, &list.title, "Second").await;
    for index in 0..list.others.len() {
        let field = &list.others[index];
        let found = column(site, &user, &list, &first, field, &field.valid).await;
        list.others[index].column = found;
    }
    if sort_orders(&page).contains(&list.title.column) {
        list.by_title = format!("sort={}", list.title.column);
    }
    list
}

async fn open(user: &Browser, path: &str) -> String {
    let page = user.open(path).await;
    assert_eq!(page.status, StatusCode::OK, "{path} in app::features: {}", page.body);
    page.body
}

/// Adds a row and returns it as it is stored.
async fn stored(site: &Site, user: &Browser, list: &List, fields: &[(&str, &str)]) -> Value {
    let form = list.form("First", fields);
    let response = list.call(user, "add", &form).await;
    let (path, body) = (list.path, &response.body);
    assert_eq!(response.status, StatusCode::OK, "{path} takes no row of {form:?}: {body}");
    list.stored(site, response.json()["id"].as_str().unwrap()).await.unwrap()
}

/// The column that a field of the form is stored in: it holds its value, and did not in `first`.
async fn column(
    site: &Site,
    user: &Browser,
    list: &List,
    first: &Value,
    field: &Field,
    value: &str,
) -> String {
    let row = stored(site, user, list, &[(&field.name, value)]).await;
    let expected = field.stored(value);
    let mut columns = row.as_object().unwrap().iter();
    let found = columns.find(|(name, value)| **value == expected && first[*name] != expected);
    let (column, _) = found.unwrap_or_else(|| {
        panic!("{}: {}={value:?} is stored in no column of {row}", list.path, field.name)
    });
    column.clone()
}

fn empty_text(page: &str) -> String {
    let text = page.split("id=\"empty\"").nth(1).and_then(|rest| tags(rest).into_iter().next());
    text.unwrap_or_else(|| panic!("no element has the id empty: {page}")).text
}

/// The filter of a page with one new row, read from its links and their counts.
fn filter(path: &str, page: &str) -> Option<Filter> {
    let links = page.split("class=\"filter\"").nth(1)?.split("</nav>").next()?;
    let mut parts = Vec::new();
    for tag in tags(links) {
        if tag.name == "a" {
            parts.push((tag.attribute("href").to_owned(), String::new()));
        } else if tag.name == "span" {
            parts.last_mut().unwrap().1 = tag.text;
        }
    }
    // The first one links to all rows.
    let parts: Vec<_> = parts
        .iter()
        .skip(1)
        .map(|(href, count)| (href.split_once('?').unwrap().1, &**count))
        .collect();
    let with_new: Vec<_> = (0..parts.len()).filter(|index| parts[*index].1 == "1").collect();
    let without = parts.iter().find(|(_, count)| *count == "0");
    let ([index], Some((without, _))) = (&with_new[..], without) else {
        panic!("{path}: a new row should be in one part of the filter, but they count {parts:?}");
    };
    let (param, _) = without.split_once('=').unwrap();
    Some(Filter {
        param: param.to_owned(),
        with_new: parts[*index].0.to_owned(),
        without: (*without).to_owned(),
        index: *index,
        size: parts.len(),
    })
}

fn sort_orders(page: &str) -> Vec<String> {
    let search = controls(page, "class=\"search-form\"").unwrap_or_default();
    let sort = search.into_iter().find(|control| control.name == "sort");
    sort.unwrap_or_else(|| panic!("no search form offers orders: {page}")).options
}
