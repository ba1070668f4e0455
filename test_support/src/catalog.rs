//! The tables that PostgREST exposes, as the catalog of the database describes them.

use sqlx::{AssertSqlSafe, FromRow, PgConnection};

/// The schema that PostgREST exposes.
const EXPOSED: &str = "public";

/// A table that users reach through PostgREST.
#[derive(Debug)]
pub struct Table {
    pub name: String,
    /// The column with the id of the user whom a row belongs to.
    pub owner: String,
    /// The columns of the primary key.
    pub key: Vec<String>,
    pub columns: Vec<Column>,
    /// A `select` that embeds every related table.
    pub embeds: String,
    pub can_insert: bool,
    pub can_delete: bool,
}

#[derive(Debug, FromRow)]
pub struct Column {
    pub name: String,
    pub type_name: String,
    pub is_required: bool,
    /// The labels of an enum type.
    pub labels: Vec<String>,
    /// Check constraints on this column alone, as expressions.
    pub checks: Vec<String>,
    /// The table that a foreign key refers to.
    pub referenced_table: Option<String>,
    pub can_update: bool,
}

impl Table {
    /// Whether signed-in users insert, update and delete their own rows.
    pub fn is_writable(&self) -> bool {
        self.can_insert && self.can_delete && self.columns.iter().all(|column| column.can_update)
    }

    /// Whether the rows of `other` have to be inserted first.
    pub fn refers_to(&self, other: &Self) -> bool {
        self.name != other.name
            && self
                .columns
                .iter()
                .any(|column| column.referenced_table.as_ref() == Some(&other.name))
    }
}

/// The exposed tables whose rows belong to a user: `users`, and those with a column `user_id`. A
/// table comes after those that it refers to.
pub async fn user_tables(db: &mut PgConnection) -> Vec<Table> {
    let names: Vec<(String, bool, bool)> = sqlx::query_as(
        "select c.relname::text, has_table_privilege('authenticated', c.oid, 'insert'),
                has_table_privilege('authenticated', c.oid, 'delete')
         from pg_class c
         where c.relnamespace = $1::regnamespace and c.relkind in ('r', 'p')
            and (c.relname = 'users' or exists (
                select from pg_attribute where attrelid = c.oid and attname = 'user_id'))
         order by 1",
    )
    .bind(EXPOSED)
    .fetch_all(&mut *db)
    .await
    .unwrap();
    let mut tables = Vec::new();
    for (name, can_insert, can_delete) in names {
        let owner = if name == "users" { "id" } else { "user_id" }.to_owned();
        let (columns, key) = (columns(db, &name).await, key(db, &name).await);
        let embeds = embeds(db, &name).await;
        tables.push(Table { name, owner, key, columns, embeds, can_insert, can_delete });
    }
    in_order_of_reference(tables)
}

async fn columns(db: &mut PgConnection, table: &str) -> Vec<Column> {
    let query = "
        select a.attname::text as name, format_type(a.atttypid, a.atttypmod) as type_name,
            a.attnotnull and not a.atthasdef and a.attidentity = '' as is_required,
            array(select enumlabel::text from pg_enum where enumtypid = a.atttypid
                order by enumsortorder) as labels,
            array(select pg_get_expr(conbin, conrelid) from pg_constraint
                where conrelid = a.attrelid and contype = 'c'
                    and conkey = array[a.attnum]) as checks,
            (select f.relname::text from pg_constraint join pg_class f on f.oid = confrelid
                where conrelid = a.attrelid and contype = 'f' and conkey = array[a.attnum]
                limit 1) as referenced_table,
            has_column_privilege('authenticated', a.attrelid, a.attnum, 'update') as can_update
        from pg_attribute a
        where a.attrelid = format('%I.%I', $1::text, $2::text)::regclass
            and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
        order by a.attnum";
    sqlx::query_as(query).bind(EXPOSED).bind(table).fetch_all(db).await.unwrap()
}

async fn key(db: &mut PgConnection, table: &str) -> Vec<String> {
    let query = "
        select a.attname::text from pg_index i join pg_attribute a on a.attrelid = i.indrelid
        where i.indisprimary and a.attnum = any (i.indkey)
            and i.indrelid = format('%I.%I', $1::text, $2::text)::regclass";
    sqlx::query_scalar(query).bind(EXPOSED).bind(table).fetch_all(db).await.unwrap()
}

/// A relation is named by its foreign key, because two tables may have several.
async fn embeds(db: &mut PgConnection, table: &str) -> String {
    let query = "
        select format(',%s!%s(*)', other.relname, conname) from pg_constraint
            join pg_class other on other.oid in (conrelid, confrelid),
            format('%I.%I', $1::text, $2::text) this (name)
        where contype = 'f' and this.name::regclass in (conrelid, confrelid)
            and other.oid <> this.name::regclass and other.relnamespace = $1::regnamespace
        order by 1";
    let relations: Vec<String> =
        sqlx::query_scalar(query).bind(EXPOSED).bind(table).fetch_all(db).await.unwrap();
    format!("*{}", relations.concat())
}

fn in_order_of_reference(mut rest: Vec<Table>) -> Vec<Table> {
    let mut ordered: Vec<Table> = Vec::new();
    while !rest.is_empty() {
        let next = rest.iter().position(|table| !rest.iter().any(|other| table.refers_to(other)));
        let Some(next) = next else { panic!("the foreign keys of {rest:?} form a cycle") };
        ordered.push(rest.remove(next));
    }
    ordered
}

/// The names of the functions in schemas that PostgREST does not expose.
pub async fn internal_functions(db: &mut PgConnection) -> Vec<String> {
    let query = "select distinct proname::text from pg_proc
         where pronamespace in ('private'::regnamespace, 'identity'::regnamespace) order by 1";
    sqlx::query_scalar(query).fetch_all(db).await.unwrap()
}

impl Column {
    /// Whether the check constraints of the column allow `value`.
    pub async fn allows(&self, db: &mut PgConnection, value: &str) -> bool {
        for check in &self.checks {
            let Self { name, type_name, .. } = self;
            let query = format!(
                "select coalesce(({check}), true) from (select $1::{type_name} as \"{name}\") t"
            );
            let query = sqlx::query_scalar(AssertSqlSafe(query)).bind(value);
            if !query.fetch_one(&mut *db).await.unwrap_or(false) {
                return false;
            }
        }
        true
    }

    /// The text literals in the check constraints of the column.
    pub fn literals(&self) -> Vec<String> {
        let quoted = self.checks.iter().flat_map(|check| check.split('\'').skip(1).step_by(2));
        quoted.map(str::to_owned).collect()
    }
}
