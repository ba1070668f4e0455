//! The tables that people's rows are in.

use serde_json::{Value, json};
use uuid::Uuid;

pub struct Table {
    pub name: &'static str,
    /// The column that says whose a row is.
    pub owner: &'static str,
    /// The columns of the primary key; each holds the id of the person here.
    pub key: &'static [&'static str],
    /// What a curious `select` could bring along.
    pub embeds: &'static str,
    /// A row that claims to belong to this person, with the id of the row that they have.
    pub row: fn(Uuid) -> Value,
    /// A change that anybody may make to a row of their own.
    pub change: fn() -> Value,
}

pub const ALL: [Table; 4] = [USERS, TASKS, BOOKS, DELETED_TASKS];

/// Those whose rows people make and remove themselves.
pub const OWNED: [Table; 2] = [TASKS, BOOKS];

pub const USERS: Table = Table {
    name: "users",
    owner: "id",
    key: &["id"],
    embeds: ",tasks(*),books(*),deleted_tasks(*)",
    row: |id| json!({ "id": id, "email": "stolen@example.org" }),
    change: || json!({ "display_name": "stolen" }),
};

const TASKS: Table = Table {
    name: "tasks",
    owner: "user_id",
    key: &["id"],
    embeds: ",users(*)",
    row: |id| json!({ "id": id, "user_id": id, "name": "stolen" }),
    change: || json!({ "name": "stolen" }),
};

const BOOKS: Table = Table {
    name: "books",
    owner: "user_id",
    key: &["id"],
    embeds: ",users(*)",
    row: |id| json!({ "id": id, "user_id": id, "title": "stolen" }),
    change: || json!({ "title": "stolen" }),
};

/// Written by the database alone; whose they are may see and forget them.
const DELETED_TASKS: Table = Table {
    name: "deleted_tasks",
    owner: "user_id",
    key: &["user_id", "id"],
    embeds: ",users(*)",
    row: |id| {
        let at = "2026-11-21T00:00:00Z";
        json!({ "id": id, "user_id": id, "name": "stolen", "done": false, "created_at": at, "updated_at": at,
            "deletion": id, "together": 1 })
    },
    change: || json!({ "name": "stolen" }),
};
