//! The server functions, as they are registered.

use app::features;
use leptos::server_fn::axum::server_fn_paths;

/// A value for every field that a server function takes; functions ignore the fields of others.
pub fn all_fields(id: &str) -> Vec<(&str, &str)> {
    vec![
        ("author", "stolen"),
        ("autofill", "false"),
        ("code", "123456"),
        ("credential", "{}"),
        ("display_name", "stolen"),
        ("due", ""),
        ("email", "stolen@example.org"),
        ("id", id),
        ("language", "de"),
        ("minutes", "0"),
        ("name", "stolen"),
        ("next", "/"),
        ("number", "1"),
        ("return_to", "/tasks"),
        ("status", "Reading"),
        ("theme", "dark"),
        ("title", "stolen"),
        ("token", "stolen"),
        ("version", ""),
    ]
}

/// The endpoints of all server functions that require a session.
pub fn protected_endpoints() -> Vec<&'static str> {
    let endpoints = server_fn_paths().map(|(path, _)| path.strip_prefix("/api/").unwrap());
    let protected: Vec<_> =
        endpoints.filter(|endpoint| !features::is_public_function(endpoint)).collect();
    assert!(protected.len() > 20, "{protected:?}");
    protected
}
