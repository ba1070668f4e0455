//! Reads rows and counts of several tables in one request.
//!
//! `PostgREST` embeds rows of other tables into the row that they refer to, and each embed may have
//! an alias, filters, an order and a range of its own. A page's rows and all its counts are embeds
//! of the user's own row, so one request reads all of them:
//!
//! ```text
//! GET /users?select=page:tasks(id,name),open:tasks(count)&page.limit=50&open.done=is.false
//! {"page":[{"id":…,"name":…},…],"open":[{"count":12}]}
//! ```

mod embedded;
mod table;

use std::fmt;

pub use embedded::Embedded;
pub use table::{EmbeddedCount, EmbeddedRows};

use crate::{
    Error, UserDb,
    params::Params,
    request::{Accept, Request},
};

/// A query for the rows and counts of tables that refer to the user's own row.
#[derive(Debug)]
#[must_use = "nothing is sent before send()"]
pub struct OwnRow {
    db: UserDb,
    table: &'static str,
    embeds: Vec<Embed>,
    params: Params,
}

#[derive(Debug)]
struct Embed {
    alias: &'static str,
    table: &'static str,
    columns: &'static str,
}

impl OwnRow {
    pub(crate) fn new(db: UserDb, table: &'static str) -> Self {
        Self { db, table, embeds: Vec::new(), params: Params::default() }
    }

    /// Adds rows of `table`, as `build` selects them, under `alias`.
    ///
    /// The alias must be unique and not the name of an embedded table: `PostgREST` would apply its
    /// filters to all embeds of that table.
    pub fn rows(
        self,
        alias: &'static str,
        table: &'static str,
        build: impl FnOnce(EmbeddedRows) -> EmbeddedRows,
    ) -> Self {
        let EmbeddedRows { columns, params } = build(EmbeddedRows::new(alias));
        self.embed(Embed { alias, table, columns }, params)
    }

    /// Adds the number of rows of `table`, as `build` filters them, under `alias`. The same applies
    /// to the alias as in [`OwnRow::rows`].
    pub fn count(
        self,
        alias: &'static str,
        table: &'static str,
        build: impl FnOnce(EmbeddedCount) -> EmbeddedCount,
    ) -> Self {
        let EmbeddedCount { params } = build(EmbeddedCount::new(alias));
        self.embed(Embed { alias, table, columns: "count" }, params)
    }

    /// Sends the request.
    ///
    /// # Errors
    /// [`Error::NotFound`] if the user has no row, such as after the account was deleted;
    /// [`Error::Unexpected`] if an alias is used twice or names a table; or any other [`Error`].
    pub async fn send(self) -> Result<Embedded, Error> {
        if let Some(alias) = self.ambiguous_alias() {
            tracing::error!(
                table = self.table,
                alias,
                "a query with an ambiguous alias was not sent"
            );
            return Err(Error::Unexpected);
        }
        let request = Request::get(self.table, self.query(), Accept::Object);
        Ok(Embedded::new(self.table, self.db.send(&request).await?.json(&request)?))
    }

    fn embed(mut self, embed: Embed, params: Params) -> Self {
        self.embeds.push(embed);
        self.params.append(&params);
        self
    }

    fn ambiguous_alias(&self) -> Option<&'static str> {
        let aliases = self.embeds.iter().map(|embed| embed.alias);
        aliases.enumerate().find_map(|(index, alias)| {
            let is_repeated = self.embeds[..index].iter().any(|embed| embed.alias == alias);
            let is_table = self.embeds.iter().any(|embed| embed.table == alias);
            (is_repeated || is_table).then_some(alias)
        })
    }

    fn query(&self) -> String {
        let embeds: Vec<_> = self.embeds.iter().map(Embed::to_string).collect();
        let mut query = Params::default();
        query.add("select", &embeds.join(","));
        query.append(&self.params);
        query.encode()
    }
}

impl fmt::Display for Embed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { alias, table, columns } = self;
        write!(f, "{alias}:{table}({columns})")
    }
}

#[cfg(test)]
mod tests {
    use crate::{Filter, OwnRow, Supabase};

    fn own_row() -> OwnRow {
        Supabase::new("http://localhost", "key").unwrap().as_user("token").own_row("users")
    }

    /// The query string, decoded for readability.
    fn parameters(query: &OwnRow) -> Vec<String> {
        let url = reqwest::Url::parse(&format!("http://localhost?{}", query.query())).unwrap();
        url.query_pairs().map(|(name, value)| format!("{name}={value}")).collect()
    }

    #[test]
    fn rows_and_counts_are_embeds_with_their_own_filters() {
        let query = own_row()
            .rows("page", "tasks", |tasks| {
                tasks.columns("id,name").is("done", false).order("name.asc").range(50, 25)
            })
            .count("all", "tasks", |tasks| tasks)
            .count("open", "tasks", |tasks| tasks.is("done", false));
        assert_eq!(
            query.query(),
            "select=page%3Atasks%28id%2Cname%29%2Call%3Atasks%28count%29%2Copen%3Atasks%28count%29\
             &page.done=is.false&page.order=name.asc&page.offset=50&page.limit=25\
             &open.done=is.false"
        );
    }

    #[test]
    fn rows_without_columns_have_all_columns() {
        let query = own_row().rows("latest", "books", |books| books.range(0, 3));
        assert_eq!(
            parameters(&query),
            ["select=latest:books(*)", "latest.offset=0", "latest.limit=3"]
        );
    }

    #[test]
    fn every_filter_is_prefixed_with_the_alias() {
        fn all_filters<Q: Filter>(query: Q) -> Q {
            query
                .eq("status", "Reading")
                .neq("id", 7)
                .lte("due_on", "2026-12-24")
                .is("done", true)
                .contains("name", "tea")
                .any_contains(&["title", "author"], "emma")
                .filter("created_at", "gt.2026-01-01")
        }
        let expected = [
            "a.status=eq.Reading",
            "a.id=neq.7",
            "a.due_on=lte.2026-12-24",
            "a.done=is.true",
            "a.name=imatch.***=tea",
            r#"a.or=(title.imatch."***=emma",author.imatch."***=emma")"#,
            "a.created_at=gt.2026-01-01",
        ];
        let rows = own_row().rows("a", "books", all_filters);
        let count = own_row().count("a", "books", all_filters);
        for query in [rows, count] {
            assert_eq!(parameters(&query)[1..], expected);
        }
    }

    #[test]
    fn several_orders_of_an_embed_become_one() {
        let query = own_row()
            .rows("a", "tasks", |tasks| tasks.order("done.asc").order("id.desc"))
            .rows("b", "tasks", |tasks| tasks.order("name.asc"));
        assert_eq!(parameters(&query)[1..], ["a.order=done.asc,id.desc", "b.order=name.asc"]);
    }

    #[test]
    fn a_search_text_stays_inside_its_parameter() {
        let text = "x\"),all.id=neq.(0)&all.limit=0#\\*%,()";
        let query = own_row().count("all", "tasks", |tasks| tasks.contains("name", text));
        assert_eq!(
            parameters(&query),
            ["select=all:tasks(count)".to_owned(), format!("all.name=imatch.***={text}")]
        );
    }
}
