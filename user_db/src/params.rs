//! Query parameters in `PostgREST`'s syntax.

use supabase_rs::query::Query;

/// The query parameters of a request, or those of one embedded table in it.
#[derive(Debug, Default)]
pub(crate) struct Params {
    /// The alias of the embedded table; it precedes each name, as in `open.done=is.false`.
    alias: Option<&'static str>,
    query: Query,
}

impl Params {
    pub(crate) fn for_embed(alias: &'static str) -> Self {
        Self { alias: Some(alias), query: Query::new() }
    }

    pub(crate) fn add(&mut self, name: &str, value: &str) {
        let name = self.qualify(name);
        self.query.add_param(&name, value);
    }

    /// Adds sort columns behind those that are already there.
    pub(crate) fn order(&mut self, columns: &str) {
        let name = self.qualify("order");
        // PostgREST reads one `order` only.
        match self.query.params.iter_mut().find(|(existing, _)| *existing == name) {
            Some((_, order)) => order.extend([",", columns]),
            None => self.query.add_param(&name, columns),
        }
    }

    pub(crate) fn range(&mut self, offset: u64, limit: u64) {
        self.add("offset", &offset.to_string());
        self.add("limit", &limit.to_string());
    }

    pub(crate) fn append(&mut self, other: &Self) {
        self.query.params.extend(other.query.params.iter().cloned());
    }

    /// Whether only `select` is set, which does not exclude any row.
    pub(crate) fn match_every_row(&self) -> bool {
        self.query.params.iter().all(|(name, _)| name == "select")
    }

    /// The query string, URL-encoded.
    pub(crate) fn encode(&self) -> String {
        self.query.build()
    }

    fn qualify(&self, name: &str) -> String {
        match self.alias {
            Some(alias) => format!("{alias}.{name}"),
            None => name.to_owned(),
        }
    }
}
