//! The REST API under attack: users with rows in every table, requests, and tokens.

pub mod samples;
pub mod tokens;

use reqwest::{Client, Method, RequestBuilder, Response, StatusCode};
use serde_json::{Value, json};
use sqlx::{AssertSqlSafe, Connection, PgConnection};
use supabase_local::{TestStack, for_tests};
use test_support::catalog::{Table, user_tables};
use uuid::Uuid;

use self::tokens::{Key, claims};

/// The REST API of a running stack, and the tables that it exposes.
pub struct Api {
    pub stack: TestStack,
    /// Every table whose rows belong to a user.
    pub tables: Vec<Table>,
    http: Client,
}

/// A user with one row in each table, whose id is the id of the user. All rows contain `marker`, so
/// that a leak is seen.
pub struct User {
    pub id: Uuid,
    pub marker: String,
}

/// A response, read to its end.
pub struct ApiResponse {
    pub status: StatusCode,
    pub body: String,
    /// `Content-Range`, which contains the number of rows.
    pub range: String,
}

impl Api {
    pub async fn open() -> Self {
        let stack = for_tests().await;
        let mut admin = PgConnection::connect(stack.admin_database_url()).await.unwrap();
        let tables = user_tables(&mut admin).await;
        assert!(
            tables.iter().any(Table::is_writable)
                && tables.iter().any(|table| table.name == "users")
        );
        Self { stack, tables, http: Client::builder().no_proxy().build().unwrap() }
    }

    /// Connects as the owner of the tables, past row level security.
    pub async fn admin(&self) -> PgConnection {
        PgConnection::connect(self.stack.admin_database_url()).await.unwrap()
    }

    /// The tables whose rows users insert, update and delete.
    pub fn writable_tables(&self) -> impl Iterator<Item = &Table> {
        self.tables.iter().filter(|table| table.is_writable())
    }

    pub async fn user(&self) -> User {
        let user = User { id: Uuid::new_v4(), marker: format!("marker-{}", Uuid::new_v4()) };
        let mut admin = self.admin().await;
        for table in &self.tables {
            let row = samples::row(&mut admin, table, user.id, user.id, &user.marker).await;
            insert(&mut admin, table, &row).await;
        }
        user
    }

    /// Every row of `user`, as text.
    pub async fn rows_of(&self, user: &User) -> String {
        let mut admin = self.admin().await;
        let mut rows = Vec::new();
        for Table { name, owner, .. } in &self.tables {
            let query = format!(
                "select coalesce(jsonb_agg(t order by t::text), '[]')::text
                 from public.{name} t where {owner} = $1"
            );
            let found: String = sqlx::query_scalar(AssertSqlSafe(query))
                .bind(user.id)
                .fetch_one(&mut admin)
                .await
                .unwrap();
            rows.push(format!("{name}: {found}"));
        }
        rows.join("\n")
    }

    pub fn key(&self) -> Key {
        Key::of_the_app(self.stack.signing_keys())
    }

    pub fn token(&self, user: &User) -> String {
        self.key().sign(&claims(user.id))
    }

    /// A request with the publishable key and without a token.
    pub fn request(&self, method: Method, path: &str) -> RequestBuilder {
        self.request_with_key(method, path, self.stack.publishable_key())
    }

    pub fn request_with_key(&self, method: Method, path: &str, key: &str) -> RequestBuilder {
        let url = format!("{}/rest/v1/{path}", self.stack.url());
        self.http.request(method, url).header("apikey", key)
    }

    /// What an attacker who knows the ids of `victim` tries on `table`, with every verb. The rows
    /// that it writes contain `stolen`.
    pub async fn attacks(
        &self,
        table: &Table,
        victim: &User,
        attacker: Uuid,
    ) -> Vec<(String, RequestBuilder)> {
        let Table { name, owner, embeds, .. } = table;
        let (mut admin, id) = (self.admin().await, victim.id);
        let row = samples::row(&mut admin, table, id, id, "stolen").await;
        let change = samples::change(&mut admin, table, "stolen").await;
        let gift = json!({ owner: attacker });
        let (count, representation) = ("count=exact", "return=representation");
        let upsert = "resolution=merge-duplicates,return=representation";
        let by_key: Vec<_> = table.key.iter().map(|column| format!("{column}=eq.{id}")).collect();
        let by_key = format!("{name}?{}", by_key.join("&"));
        let by_owner = format!("{name}?{owner}=eq.{id}");
        let attack = |method: Method, path: &str, prefer: &str, body: Option<&Value>| {
            let request = self.request(method.clone(), path).header("Prefer", prefer);
            let request = body.iter().fold(request, RequestBuilder::json);
            (format!("{method} {path} {prefer}"), request)
        };
        vec![
            attack(Method::GET, name, count, None),
            attack(Method::GET, &by_key, count, None),
            attack(Method::GET, &format!("{name}?select={embeds}"), count, None),
            attack(Method::HEAD, &by_owner, count, None),
            attack(Method::POST, name, representation, Some(&row)),
            attack(Method::POST, name, upsert, Some(&row)),
            attack(Method::PUT, &by_key, representation, Some(&row)),
            attack(Method::PATCH, &by_key, representation, Some(&change)),
            attack(Method::PATCH, &by_owner, representation, Some(&change)),
            attack(Method::PATCH, &by_key, representation, Some(&gift)),
            attack(Method::DELETE, &by_key, representation, None),
            attack(Method::DELETE, &by_owner, representation, None),
        ]
    }

    /// Attacks `victim` with this bearer token: every request is rejected, nothing leaks or
    /// changes.
    pub async fn assert_rejected(&self, victim: &User, what: &str, bearer: Option<&str>) {
        let before = self.rows_of(victim).await;
        for table in &self.tables {
            for (attack, request) in self.attacks(table, victim, Uuid::new_v4()).await {
                let request = bearer.iter().fold(request, RequestBuilder::bearer_auth);
                let response = ApiResponse::of(request).await;
                let ApiResponse { status, body, .. } = &response;
                assert!(response.is_rejected(), "{what}: {attack}: {status} {body}");
                assert!(!body.contains(&victim.marker), "{what}: {attack}: {body}");
            }
        }
        assert_eq!(self.rows_of(victim).await, before, "{what}");
    }
}

/// Inserts `row` past row level security.
pub async fn insert(admin: &mut PgConnection, table: &Table, row: &Value) {
    let columns: Vec<_> =
        row.as_object().unwrap().keys().map(|column| format!("\"{column}\"")).collect();
    let (name, columns) = (&table.name, columns.join(", "));
    let query = format!(
        "insert into public.{name} ({columns})
         select {columns} from jsonb_populate_record(null::public.{name}, $1)"
    );
    let inserted = sqlx::query(AssertSqlSafe(query)).bind(row).execute(admin).await;
    inserted.unwrap_or_else(|error| panic!("public.{name} rejects the sample row {row}: {error}"));
}

impl ApiResponse {
    pub async fn of(request: RequestBuilder) -> Self {
        let response: Response = request.send().await.unwrap();
        let range =
            response.headers().get("content-range").map(|value| value.to_str().unwrap().to_owned());
        Self {
            status: response.status(),
            range: range.unwrap_or_default(),
            body: response.text().await.unwrap(),
        }
    }

    pub fn is_rejected(&self) -> bool {
        matches!(self.status, StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN)
    }

    pub fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|_| panic!("no JSON: {}", self.body))
    }
}
