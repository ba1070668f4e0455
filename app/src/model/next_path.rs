//! Where a person wanted to go before they were asked to sign in.

/// A path of this site, with its query: the only kind of place that a sign-in leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Next(String);

impl Next {
    /// What the query says, if that stays on this site; else the dashboard. Browsers read `//host` and `/\host` as
    /// another site, and drop control characters before they look.
    #[must_use]
    pub fn parse(raw: Option<&str>) -> Self {
        let path = raw.filter(|path| {
            path.starts_with('/')
                && !path.starts_with("//")
                && !path.contains('\\')
                && !path.chars().any(|c| c.is_control() || c.is_whitespace())
        });
        Self(path.unwrap_or("/dashboard").to_owned())
    }

    #[must_use]
    pub fn into_string(self) -> String {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn next(raw: &str) -> String {
        Next::parse(Some(raw)).into_string()
    }

    #[test]
    fn a_path_of_this_site_is_kept_with_its_query() {
        assert_eq!(next("/tasks?page=2&q=a%20b"), "/tasks?page=2&q=a%20b");
    }

    #[test]
    fn any_other_place_becomes_the_dashboard() {
        for raw in [
            "",
            "tasks",
            "//evil.example",
            "/\\evil.example",
            "\\/evil.example",
            "https://evil.example",
            "javascript:alert(1)",
            "/\t/evil.example",
            "/a\n/b",
            " /tasks",
        ] {
            assert_eq!(next(raw), "/dashboard", "{raw:?}");
        }
        assert_eq!(Next::parse(None).into_string(), "/dashboard");
    }
}
