//! What every list of a member's rows does, for each list in [`LISTS`]; what only one of them does
//! is in a file of its own. A new list is one more entry.

mod add;
mod edit;
mod filter;
mod forms;
mod rejected_forms;
mod requests;
mod tasks;
mod undo;
mod wishlist;

use app::model::validation::{Rule, ValidationError};
use reqwest::StatusCode;
use serde_json::Value;
use sqlx::AssertSqlSafe;

use crate::support::{Browser, Site, TestResponse};

/// A list, as its server functions, its page and its table know it.
#[derive(Clone, Copy, Debug)]
pub struct List {
    /// The prefix of its server functions and, after a slash, the path of its page.
    pub name: &'static str,
    pub table: &'static str,
    /// The field and column with the text that names a row.
    pub title: &'static str,
    /// The most characters of it.
    pub max_length: usize,
    /// Another field, with a valid value.
    pub other: (&'static str, &'static str),
    /// Parameter of the URL; the part with new rows; a part without them.
    pub filter: (&'static str, &'static str, &'static str),
    /// What the page says without rows.
    pub empty: &'static str,
    /// Invalid values besides those of [`List::title`].
    pub invalid: &'static [(&'static str, &'static str, Rule)],
}

pub const LISTS: &[List] = &[
    List {
        name: "tasks",
        table: "tasks",
        title: "name",
        max_length: 200,
        other: ("due", "2026-12-24"),
        filter: ("show", "open", "done"),
        empty: "No tasks yet",
        invalid: &[
            ("due", "tomorrow", Rule::Date),
            ("due", "2026-02-30", Rule::Date),
            ("due", "24.12.2026", Rule::Date),
            ("due", "0000-01-01", Rule::Date),
            ("due", "2026-12-24T00:00:00Z", Rule::Date),
        ],
    },
    List {
        name: "wishlist",
        table: "books",
        title: "title",
        max_length: 200,
        other: ("author", "Jane Austen"),
        filter: ("status", "Wishlist", "Finished"),
        empty: "No books yet",
        invalid: &[("author", "Jane\u{0}", Rule::Printable)],
    },
];

impl List {
    pub fn path(&self) -> String {
        format!("/{}", self.name)
    }

    pub fn function(&self, verb: &str) -> String {
        format!("{}/{verb}", self.name)
    }

    pub async fn call(&self, user: &Browser, verb: &str, fields: &[(&str, &str)]) -> TestResponse {
        user.call(&self.function(verb), fields).await
    }

    /// Adds a row and returns its id.
    pub async fn add(&self, user: &Browser, title: &str) -> String {
        let response = self.call(user, "add", &[(self.title, title)]).await;
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
        rows.iter().map(|row| row[self.title].as_str().unwrap().to_owned()).collect()
    }

    /// Submits a form on the page at `query` without JavaScript.
    pub async fn submit(
        &self,
        user: &Browser,
        query: &str,
        verb: &str,
        fields: &[(&str, &str)],
    ) -> TestResponse {
        user.submit(&format!("{}{query}", self.path()), &self.function(verb), fields).await
    }

    /// The HTML of the page at `query`.
    pub async fn html(&self, user: &Browser, query: &str) -> String {
        let page = user.open(&format!("{}{query}", self.path())).await;
        assert_eq!(page.status, StatusCode::OK, "{query}: {}", page.body);
        page.body
    }

    /// The stored row, whoever owns it.
    pub async fn stored(&self, site: &Site, id: &str) -> Option<Value> {
        let query = format!("select to_jsonb(r) from public.{} r where id = $1::uuid", self.table);
        sqlx::query_scalar(AssertSqlSafe(query)).bind(id).fetch_optional(&site.db).await.unwrap()
    }

    /// The titles of all stored rows of this user, sorted.
    pub async fn stored_titles(&self, site: &Site, user: &Browser) -> Vec<String> {
        let query = format!(
            "select {} from public.{} where user_id = $1 order by 1",
            self.title, self.table
        );
        let titles = sqlx::query_scalar(AssertSqlSafe(query)).bind(site.id_of(user).await);
        titles.fetch_all(&site.db).await.unwrap()
    }

    /// Inserts rows with the titles "1" to `count`.
    pub async fn seed(&self, site: &Site, user: &Browser, count: u32) {
        let query = format!(
            "insert into public.{} (user_id, {}) select $1, n::text from generate_series(1, $2) n",
            self.table, self.title
        );
        let seeded = sqlx::query(AssertSqlSafe(query)).bind(site.id_of(user).await);
        seeded.bind(i32::try_from(count).unwrap()).execute(&site.db).await.unwrap();
    }

    /// Forms that are rejected, each with its error: `(title, other field, other value, error)`.
    pub fn invalid_forms(&self) -> Vec<(String, &'static str, String, ValidationError)> {
        let (other, valid) = self.other;
        let title = |title: &str, rule| {
            (title.to_owned(), other, valid.to_owned(), ValidationError::new(self.title, rule))
        };
        let mut forms = vec![
            title("", Rule::Required),
            title(" \t ", Rule::Required),
            title(&"ü".repeat(self.max_length + 1), Rule::MaxLength(self.max_length)),
            title("a\u{0}b", Rule::Printable),
        ];
        for (field, value, rule) in self.invalid {
            forms.push((
                "Valid".into(),
                *field,
                (*value).to_owned(),
                ValidationError::new(field, *rule),
            ));
        }
        forms
    }
}

/// Asserts that a form without JavaScript leads to `path`.
pub fn assert_redirects(response: &TestResponse, path: &str) {
    let found = (response.status, response.location());
    assert_eq!(found, (StatusCode::SEE_OTHER, path), "{}", response.body);
}
