//! Who acts in the hostile suites, and what they hold: people with rows, their tokens, and forgeries of those.

pub mod tables;
pub mod tokens;

use reqwest::{Client, Method, RequestBuilder, Response, StatusCode};
use serde_json::Value;
use sqlx::{Connection, PgConnection};
use supabase_local::{TestStack, for_tests};
use uuid::Uuid;

use tables::Table;

/// The real stack, from outside.
pub struct Stage {
    pub stack: TestStack,
    http: Client,
}

/// Somebody with an account and one row in each table. Whatever is theirs holds `marker`, so that a leak can be seen.
pub struct Person {
    pub id: Uuid,
    pub marker: String,
}

/// An answer, read to its end.
pub struct Answer {
    pub status: StatusCode,
    pub body: String,
    /// `Content-Range`, which tells how many rows there are.
    pub range: String,
}

impl Stage {
    pub async fn open() -> Self {
        Self { stack: for_tests().await, http: Client::builder().no_proxy().build().unwrap() }
    }

    /// The connection that passes row level security: plants, and looks behind the curtain.
    pub async fn behind_the_curtain(&self) -> PgConnection {
        PgConnection::connect(self.stack.admin_database_url()).await.unwrap()
    }

    pub async fn person(&self) -> Person {
        let (id, marker) = (Uuid::new_v4(), format!("marker-{}", Uuid::new_v4()));
        let mut admin = self.behind_the_curtain().await;
        let users = "insert into public.users (id, email, display_name) values ($1, $2 || '@example.org', $2)";
        let tasks = "insert into public.tasks (id, user_id, name) values ($1, $1, $2)";
        let books = "insert into public.books (id, user_id, title) values ($1, $1, $2)";
        let deleted =
            "insert into public.deleted_tasks (id, user_id, name, done, created_at, updated_at, deletion, together)
            values ($1, $1, $2, false, now(), now(), $1, 1)";
        for statement in [users, tasks, books, deleted] {
            sqlx::query(statement).bind(id).bind(&marker).execute(&mut admin).await.unwrap();
        }
        Person { id, marker }
    }

    /// All that belongs to `person`, as text.
    pub async fn belongings(&self, person: &Person) -> String {
        let statement = "select concat_ws(e'\n',
            (select to_jsonb(u) from public.users u where id = $1),
            (select jsonb_agg(t order by id) from public.tasks t where user_id = $1),
            (select jsonb_agg(b order by id) from public.books b where user_id = $1),
            (select jsonb_agg(d order by id) from public.deleted_tasks d where user_id = $1))";
        sqlx::query_scalar(statement).bind(person.id).fetch_one(&mut self.behind_the_curtain().await).await.unwrap()
    }

    /// A request with the publishable key and nothing else.
    pub fn ask(&self, method: Method, path: &str) -> RequestBuilder {
        let url = format!("{}/rest/v1/{path}", self.stack.url());
        self.http.request(method, url).header("apikey", self.stack.publishable_key())
    }

    /// A request with a key of the caller's choice.
    pub fn ask_with_key(&self, method: Method, path: &str, key: &str) -> RequestBuilder {
        self.http.request(method, format!("{}/rest/v1/{path}", self.stack.url())).header("apikey", key)
    }

    /// What somebody who knows the ids of `victim` would try on `table`, with every verb.
    pub fn attacks(&self, table: &Table, victim: &Person, thief: Uuid) -> Vec<(String, RequestBuilder)> {
        let Table { name, owner, .. } = table;
        let id = victim.id;
        let (mine, stolen) = ((table.row)(id), (table.change)());
        let counted = ("Prefer", "count=exact");
        let seen = ("Prefer", "return=representation");
        let one = format!("{name}?id=eq.{id}");
        let key: Vec<_> = table.key.iter().map(|column| format!("{column}=eq.{id}")).collect();
        let whole = format!("{name}?{}", key.join("&"));
        let of_theirs = format!("{name}?{owner}=eq.{id}");
        let attack = |method: Method, path: &str, (header, value): (&str, &str), body: Option<&Value>| {
            let request = self.ask(method.clone(), path).header(header, value);
            let request = body.iter().fold(request, RequestBuilder::json);
            (format!("{method} {path} {value}"), request)
        };
        vec![
            attack(Method::GET, name, counted, None),
            attack(Method::GET, &one, counted, None),
            attack(Method::GET, &format!("{name}?select=*{}", table.embeds), counted, None),
            attack(Method::HEAD, &of_theirs, counted, None),
            attack(Method::POST, name, seen, Some(&mine)),
            attack(Method::POST, name, ("Prefer", "resolution=merge-duplicates,return=representation"), Some(&mine)),
            attack(Method::PUT, &whole, seen, Some(&mine)),
            attack(Method::PATCH, &one, seen, Some(&stolen)),
            attack(Method::PATCH, &of_theirs, seen, Some(&stolen)),
            attack(Method::PATCH, &one, seen, Some(&serde_json::json!({ *owner: thief }))),
            attack(Method::DELETE, &one, seen, None),
            attack(Method::DELETE, &of_theirs, seen, None),
        ]
    }
}

impl Person {
    pub fn sees_itself_in(&self, text: &str) -> bool {
        text.contains(&self.marker)
    }
}

impl Answer {
    pub async fn of(request: RequestBuilder) -> Self {
        let answer: Response = request.send().await.unwrap();
        let range = answer.headers().get("content-range").map(|value| value.to_str().unwrap().to_owned());
        Self { status: answer.status(), range: range.unwrap_or_default(), body: answer.text().await.unwrap() }
    }

    pub fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|_| panic!("no JSON: {}", self.body))
    }
}
