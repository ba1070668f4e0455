//! What every list of a member's rows does, for each one in `app::features`; what only one of them
//! does is in a file of its own. A new list needs no entry: what these tests have to know about it,
//! they read in its page.

mod add;
mod discovery;
mod edit;
mod field;
mod filter;
mod forms;
mod rejected_forms;
mod requests;
mod tasks;
mod undo;
mod wishlist;

pub use self::discovery::{list, lists};

use app::model::validation::ValidationError;
use reqwest::StatusCode;
use serde_json::Value;
use sqlx::AssertSqlSafe;

use self::field::Field;
use crate::support::{Browser, Site, TestResponse, html::tags};

/// The server functions of every list.
pub const VERBS: [&str; 5] = ["list", "add", "edit", "delete", "restore"];

/// A list, as its page and its table know it.
#[derive(Debug)]
pub struct List {
    /// The path of its page. Its server functions are below `/api` with the same path.
    pub path: &'static str,
    pub table: &'static str,
    /// The field with the text that names a row.
    pub title: Field,
    /// The other fields of the form.
    pub others: Vec<Field>,
    /// `None` for a list that is always shown whole.
    pub filter: Option<Filter>,
    /// The parameter of the URL that sorts by title; empty if nothing does.
    pub by_title: String,
    /// What the page says without rows.
    pub empty: String,
}

/// The filter of a list.
#[derive(Debug)]
pub struct Filter {
    /// The name of the parameter of the URL.
    pub param: String,
    /// The parameter for the part with new rows, and for a part without them.
    pub with_new: String,
    pub without: String,
    /// Which of the parts has new rows, and how many parts there are.
    pub index: usize,
    pub size: usize,
}

impl Filter {
    /// The number of rows in each part, where `new` rows are as they were added.
    pub fn counts(&self, new: u64) -> Value {
        (0..self.size).map(|index| if index == self.index { new } else { 0 }).collect()
    }
}

/// The fields of a form.
pub type Form = Vec<(String, String)>;

impl List {
    pub fn function(&self, verb: &str) -> String {
        format!("{}/{verb}", self.path.trim_start_matches('/'))
    }

    /// A form with this title, and with `fields` in place of what it holds for them otherwise.
    pub fn form(&self, title: &str, fields: &[(&str, &str)]) -> Form {
        let mut form = vec![(self.title.name.clone(), title.to_owned())];
        let others = self.others.iter().filter(|field| !field.default.is_empty());
        form.extend(others.map(|field| (field.name.clone(), field.default.clone())));
        for (name, value) in fields {
            form.retain(|(other, _)| other != name);
            form.push(((*name).to_owned(), (*value).to_owned()));
        }
        form
    }

    /// A form with this title and a value in each other field.
    pub fn full_form(&self, title: &str, fields: &[(&str, &str)]) -> Form {
        let others = self.others.iter().map(|field| (&*field.name, &*field.valid));
        self.form(title, &others.chain(fields.iter().copied()).collect::<Vec<_>>())
    }

    /// The fields that hold a text, each with its maximal length.
    pub fn texts(&self) -> impl Iterator<Item = (&Field, usize)> {
        let fields = [&self.title].into_iter().chain(&self.others);
        fields.filter_map(|field| Some((field, field.max_length()?)))
    }

    /// The parameter of the URL for the part of the filter with new rows; empty without a filter.
    pub fn with_new(&self) -> &str {
        self.filter.as_ref().map_or("", |filter| &filter.with_new)
    }

    /// The path of the page with these parameters; the empty ones are left out.
    pub fn url(&self, params: &[&str]) -> String {
        format!("{}{}", self.path, query(params))
    }

    pub async fn call<F: AsRef<str>>(
        &self,
        user: &Browser,
        verb: &str,
        fields: &[(F, F)],
    ) -> TestResponse {
        user.call(&self.function(verb), &borrowed(fields)).await
    }

    /// Adds a row and returns its id.
    pub async fn add(&self, user: &Browser, title: &str) -> String {
        let response = self.call(user, "add", &self.form(title, &[])).await;
        assert_eq!(response.status, StatusCode::OK, "{}", response.body);
        response.json()["id"].as_str().unwrap().to_owned()
    }

    /// The data of the page at this query.
    pub async fn load(&self, user: &Browser, query: &str) -> Value {
        self.call(user, "list", &[("query", query)]).await.json()
    }

    /// The titles of the rows at this query.
    pub async fn titles(&self, user: &Browser, query: &str) -> Vec<String> {
        let page = self.load(user, query).await;
        let rows = page["rows"].as_array().unwrap_or_else(|| panic!("{page}"));
        rows.iter().map(|row| row[&self.title.column].as_str().unwrap().to_owned()).collect()
    }

    /// Submits a form on the page at `query` without JavaScript.
    pub async fn submit<F: AsRef<str>>(
        &self,
        user: &Browser,
        query: &str,
        verb: &str,
        fields: &[(F, F)],
    ) -> TestResponse {
        let page = format!("{}{query}", self.path);
        user.submit(&page, &self.function(verb), &borrowed(fields)).await
    }

    /// The HTML of the page at `query`.
    pub async fn html(&self, user: &Browser, query: &str) -> String {
        let page = user.open(&format!("{}{query}", self.path)).await;
        assert_eq!(page.status, StatusCode::OK, "{query}: {}", page.body);
        page.body
    }

    /// The stored row, of any user.
    pub async fn stored(&self, site: &Site, id: &str) -> Option<Value> {
        let query = format!("select to_jsonb(r) from public.{} r where id = $1::uuid", self.table);
        sqlx::query_scalar(AssertSqlSafe(query)).bind(id).fetch_optional(&site.db).await.unwrap()
    }

    /// The titles of all stored rows of this user, sorted.
    pub async fn stored_titles(&self, site: &Site, user: &Browser) -> Vec<String> {
        let query = format!(
            "select {} from public.{} where user_id = $1 order by 1",
            self.title.column, self.table
        );
        let titles = sqlx::query_scalar(AssertSqlSafe(query)).bind(site.id_of(user).await);
        titles.fetch_all(&site.db).await.unwrap()
    }

    /// Inserts rows with the titles "1" to `count`.
    pub async fn seed(&self, site: &Site, user: &Browser, count: u32) {
        let (columns, values) = self.required_columns();
        let query = format!(
            "insert into public.{} (user_id, {}{columns})
             select $1, n::text{values} from generate_series(1, $2) n",
            self.table, self.title.column
        );
        let seeded = sqlx::query(AssertSqlSafe(query)).bind(site.id_of(user).await);
        seeded.bind(i32::try_from(count).unwrap()).execute(&site.db).await.unwrap();
    }

    /// What an `insert` adds to the title: columns and values, each after a comma.
    pub fn required_columns(&self) -> (String, String) {
        let required = self.others.iter().filter(|field| !field.default.is_empty());
        let (columns, values): (Vec<_>, Vec<_>) =
            required.map(|Field { column, default, .. }| (column, default)).unzip();
        let list = |items: Vec<String>| items.concat();
        (
            list(columns.iter().map(|column| format!(", {column}")).collect()),
            list(values.iter().map(|value| format!(", '{value}'")).collect()),
        )
    }

    /// Forms that are rejected, each with its error. Only one field of each is invalid.
    pub fn invalid_forms(&self) -> Vec<(Form, ValidationError)> {
        let fields = [&self.title].into_iter().chain(&self.others);
        let invalid = fields.flat_map(|field| {
            field.invalid().into_iter().map(|(value, rule)| {
                let form = self.full_form("Valid", &[(&field.name, &value)]);
                (form, ValidationError { field: field.name.clone().into(), rule })
            })
        });
        invalid.collect()
    }
}

fn borrowed<F: AsRef<str>>(fields: &[(F, F)]) -> Vec<(&str, &str)> {
    fields.iter().map(|(name, value)| (name.as_ref(), value.as_ref())).collect()
}

/// The query of a URL with these parameters; the empty ones are left out.
pub fn query(params: &[&str]) -> String {
    let params: Vec<_> = params.iter().filter(|param| !param.is_empty()).copied().collect();
    if params.is_empty() { String::new() } else { format!("?{}", params.join("&")) }
}

/// Whether a page shows the row with this title.
pub fn shows(html: &str, title: &str) -> bool {
    let mut buttons = tags(html).into_iter().filter(|tag| tag.attribute("class") == "tool delete");
    buttons.any(|button| button.attribute("aria-label").contains(title))
}

/// Asserts that a form without JavaScript leads to `path`.
pub fn assert_redirects(response: &TestResponse, path: &str) {
    let found = (response.status, response.location());
    assert_eq!(found, (StatusCode::SEE_OTHER, path), "{}", response.body);
}
