//! The error that each error response is converted to.

use user_db::Error;

use crate::mock_server::{MockServer, Task};

async fn error_for(status: u16, body: &str) -> Error {
    let server = MockServer::responding(status, body).await;
    let error = server.user_db().select::<Task>("tasks").rows().await.unwrap_err();
    let write = server.user_db().insert::<Task>("tasks", &()).await.unwrap_err();
    assert_eq!(error, write, "a read and a write differ for {status}");
    error
}

fn body(code: &str, message: &str) -> String {
    format!(
        r#"{{"code":"{code}","details":"Failing row contains (secret)","hint":null,
            "message":"{message}"}}"#
    )
}

fn invalid(code: &str, constraint: Option<&str>) -> Error {
    Error::Invalid { code: code.to_owned(), constraint: constraint.map(str::to_owned) }
}

#[tokio::test]
async fn missing_permissions_are_permission_denied() {
    assert_eq!(error_for(401, &body("PGRST301", "JWT expired")).await, Error::PermissionDenied);
    assert_eq!(
        error_for(401, &body("42501", "permission denied for table tasks")).await,
        Error::PermissionDenied
    );
    assert_eq!(
        error_for(403, &body("42501", "new row violates row-level security policy")).await,
        Error::PermissionDenied
    );
    assert_eq!(
        error_for(401, r#"{"message":"Invalid API key","hint":"Check the key"}"#).await,
        Error::PermissionDenied
    );
    assert_eq!(error_for(403, "<html>").await, Error::PermissionDenied);
}

#[tokio::test]
async fn a_constraint_violation_is_invalid_and_names_the_constraint() {
    let check = body(
        "23514",
        r#"new row for relation \"tasks\" violates check constraint \"tasks_name_check\""#,
    );
    let error = error_for(400, &check).await;
    assert_eq!(error, invalid("23514", Some("tasks_name_check")));
    assert!(error.violates("tasks_name_check"));
    assert!(!error.violates("tasks_name"));

    let duplicate =
        body("23505", r#"duplicate key value violates unique constraint \"tasks_pkey\""#);
    assert_eq!(error_for(409, &duplicate).await, invalid("23505", Some("tasks_pkey")));
    let foreign_key_violation = body(
        "23503",
        r#"insert on table \"tasks\" violates foreign key constraint \"tasks_user_id_fkey\""#,
    );
    assert_eq!(
        error_for(409, &foreign_key_violation).await,
        invalid("23503", Some("tasks_user_id_fkey"))
    );
    let missing = body(
        "23502",
        r#"null value in column \"name\" of relation \"tasks\" violates not-null constraint"#,
    );
    assert_eq!(error_for(400, &missing).await, invalid("23502", None));
}

#[tokio::test]
async fn a_quoted_value_is_not_taken_for_a_constraint() {
    let quoted = body("22P02", r#"invalid input syntax for type uuid: \"constraint \"me\"\""#);
    assert_eq!(error_for(400, &quoted).await, invalid("22P02", None));
    assert_eq!(
        error_for(400, &body("P0001", r#"constraint \"me\""#)).await,
        invalid("P0001", None)
    );
}

#[tokio::test]
async fn an_invalid_request_is_unexpected() {
    for (status, code) in
        [(400, "PGRST100"), (400, "42703"), (400, "PGRST204"), (404, "42P01"), (404, "PGRST205")]
    {
        assert_eq!(
            error_for(status, &body(code, "no")).await,
            Error::Unexpected,
            "{status} {code}"
        );
    }
    for (status, code) in
        [(406, "PGRST106"), (409, "PGRST999"), (405, "25006"), (413, "x"), (415, "PGRST107")]
    {
        assert_eq!(
            error_for(status, &body(code, "no")).await,
            Error::Unexpected,
            "{status} {code}"
        );
    }
    assert_eq!(error_for(404, "not found").await, Error::Unexpected);
    assert_eq!(error_for(400, "").await, Error::Unexpected);
}

#[tokio::test]
async fn a_redirect_is_not_followed() {
    let other = MockServer::responding(200, "[]").await;
    let server = MockServer::redirecting(307, &other.url).await;
    assert_eq!(server.user_db().select::<Task>("tasks").rows().await, Err(Error::Unexpected));
    assert!(other.has_no_requests());
}

#[tokio::test]
async fn a_busy_or_broken_database_is_unavailable() {
    assert_eq!(
        error_for(503, &body("PGRST002", "Could not query the database")).await,
        Error::Unavailable
    );
    assert_eq!(
        error_for(504, &body("PGRST003", "Timed out acquiring connection")).await,
        Error::Unavailable
    );
    assert_eq!(error_for(500, &body("57014", "canceling statement")).await, Error::Unavailable);
    for status in [408, 429, 500, 502, 503] {
        assert_eq!(error_for(status, "<html>busy</html>").await, Error::Unavailable, "{status}");
    }
}

#[tokio::test]
async fn status_416_is_an_empty_result_only_for_a_read() {
    let server = MockServer::with_content_range(416, "*/3", "{}").await;
    assert_eq!(server.user_db().insert::<Task>("tasks", &()).await, Err(Error::Unexpected));
}

#[tokio::test]
async fn a_body_of_another_type_is_unexpected() {
    for body in [
        "",
        "[",
        "null",
        "<html>",
        r#"{"id":1}"#,
        r#"[{"id":"one","name":"Water"}]"#,
        r#"[{"id":1}]"#,
    ] {
        let server = MockServer::responding(200, body).await;
        assert_eq!(
            server.user_db().select::<Task>("tasks").rows().await,
            Err(Error::Unexpected),
            "{body}"
        );
    }
}

#[tokio::test]
async fn an_error_contains_no_text_from_the_database_or_a_user() {
    let check =
        body("23514", r#"relation \"secret\" violates check constraint \"tasks_name_check\""#);
    for error in
        [error_for(400, &check).await, error_for(403, &check).await, error_for(500, &check).await]
    {
        assert!(!format!("{error} {error:?}").contains("secret"), "{error:?}");
    }
    let not_a_code = r#"{"code":"secret code","message":"secret"}"#;
    assert_eq!(error_for(409, not_a_code).await, Error::Unexpected);
}
