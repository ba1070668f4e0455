//! Paths of this site.

/// The page to continue to after sign-in: a path of this site, with its query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NextPath(String);

impl NextPath {
    /// `raw` if it is a path of this site, else the dashboard. Browsers resolve `//host` and
    /// `/\host` to another site, and strip control characters first.
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
        NextPath::parse(Some(raw)).into_string()
    }

    #[test]
    fn a_path_of_this_site_keeps_its_query() {
        assert_eq!(next("/tasks?page=2&q=a%20b"), "/tasks?page=2&q=a%20b");
    }

    #[test]
    fn any_other_url_becomes_the_dashboard() {
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
        assert_eq!(NextPath::parse(None).into_string(), "/dashboard");
    }
}
