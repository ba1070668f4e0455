//! Queries to Supabase as one user.
//!
//! Every request carries the publishable key as `apikey` and the user's own JWT as bearer token, so
//! row level security decides which rows it reads and changes. `supabase_rs` encodes the queries
//! and parses the error responses. Requests are sent by this crate, because the client of
//! `supabase_rs` sends one key as both `apikey` and bearer token.
//!
//! - [`Supabase`]: the project, shared by all users
//! - [`UserDb`]: the project as one user
//! - [`Select`], [`Page`]: read rows of one table
//! - [`OwnRow`], [`Embedded`]: read rows and counts of several tables in one request
//! - [`Change`]: update or delete rows
//! - [`Filter`]: the filters that all of these share
//! - [`Error`]: why a request failed
//!
//! ```no_run
//! # #[derive(serde::Deserialize)] struct Task { id: String, name: String }
//! # async fn example(jwt: std::sync::Arc<str>) -> Result<(), user_db::Error> {
//! use serde_json::json;
//! use user_db::{Filter, Supabase};
//!
//! let supabase = Supabase::new("http://127.0.0.1:54321", "sb_publishable_example")?;
//! let db = supabase.as_user(jwt);
//! let select = db.select::<Task>("tasks").columns("id,name").eq("done", false);
//! let page = select.order("created_at.desc,id.desc").range(0, 50).page().await?;
//! let task: Task = db.insert("tasks", &json!({ "name": "Water the plants" })).await?;
//! let done: Task = db.update("tasks", &json!({ "done": true })).eq("id", &task.id).one().await?;
//! let deleted: Vec<Task> = db.delete("tasks").is("done", true).all().await?;
//! let arguments = json!({ "table_name": "tasks", "row_id": task.id });
//! let restored: Vec<serde_json::Value> = db.call("restore_deleted_rows", &arguments).await?;
//!
//! let embedded = db
//!     .own_row("users")
//!     .rows("page", "tasks", |tasks| tasks.columns("id,name").order("name.asc").range(0, 50))
//!     .count("open", "tasks", |tasks| tasks.is("done", false))
//!     .send()
//!     .await?;
//! let (tasks, open) = (embedded.rows::<Task>("page")?, embedded.count("open")?);
//! # Ok(()) }
//! ```

mod change;
mod content_range;
mod embed;
mod error;
mod filter;
mod params;
mod request;
mod response;
mod select;
mod supabase;
mod transport;
mod user_db;

pub use change::Change;
pub use embed::{Embedded, EmbeddedCount, EmbeddedRows, OwnRow};
pub use error::Error;
pub use filter::Filter;
pub use select::{Page, Select};
pub use supabase::{Limits, Supabase};
pub use user_db::UserDb;
