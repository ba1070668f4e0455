//! What each refusal of the database turns into.

use user_db::Error;

use crate::database::{Database, Task};

async fn error_for(status: u16, body: &str) -> Error {
    let database = Database::answering(status, body).await;
    let error = database.member().select::<Task>("tasks").rows().await.unwrap_err();
    let write = database.member().insert::<Task>("tasks", &()).await.unwrap_err();
    assert_eq!(error, write, "reading and writing agree on {status}");
    error
}

fn saying(code: &str, message: &str) -> String {
    format!(r#"{{"code":"{code}","details":"Failing row contains (secret)","hint":null,"message":"{message}"}}"#)
}

fn invalid(code: &str, constraint: Option<&str>) -> Error {
    Error::Invalid { code: code.to_owned(), constraint: constraint.map(str::to_owned) }
}

#[tokio::test]
async fn no_right_is_refused() {
    assert_eq!(error_for(401, &saying("PGRST301", "JWT expired")).await, Error::Refused);
    assert_eq!(error_for(401, &saying("42501", "permission denied for table tasks")).await, Error::Refused);
    assert_eq!(error_for(403, &saying("42501", "new row violates row-level security policy")).await, Error::Refused);
    assert_eq!(error_for(401, r#"{"message":"Invalid API key","hint":"Check the key"}"#).await, Error::Refused);
    assert_eq!(error_for(403, "<html>").await, Error::Refused);
}

#[tokio::test]
async fn a_value_against_a_rule_is_invalid_and_names_the_constraint() {
    let check = saying("23514", r#"new row for relation \"tasks\" violates check constraint \"tasks_name_check\""#);
    let error = error_for(400, &check).await;
    assert_eq!(error, invalid("23514", Some("tasks_name_check")));
    assert!(error.breaks("tasks_name_check"));
    assert!(!error.breaks("tasks_name"));

    let duplicate = saying("23505", r#"duplicate key value violates unique constraint \"tasks_pkey\""#);
    assert_eq!(error_for(409, &duplicate).await, invalid("23505", Some("tasks_pkey")));
    let orphan = saying("23503", r#"insert on table \"tasks\" violates foreign key constraint \"tasks_user_id_fkey\""#);
    assert_eq!(error_for(409, &orphan).await, invalid("23503", Some("tasks_user_id_fkey")));
    let missing =
        saying("23502", r#"null value in column \"name\" of relation \"tasks\" violates not-null constraint"#);
    assert_eq!(error_for(400, &missing).await, invalid("23502", None));
}

#[tokio::test]
async fn a_value_is_never_taken_for_a_constraint() {
    let quoted = saying("22P02", r#"invalid input syntax for type uuid: \"constraint \"me\"\""#);
    assert_eq!(error_for(400, &quoted).await, invalid("22P02", None));
    assert_eq!(error_for(400, &saying("P0001", r#"constraint \"me\""#)).await, invalid("P0001", None));
}

#[tokio::test]
async fn a_question_that_makes_no_sense_is_our_fault() {
    for (status, code) in [(400, "PGRST100"), (400, "42703"), (400, "PGRST204"), (404, "42P01"), (404, "PGRST205")] {
        assert_eq!(error_for(status, &saying(code, "no")).await, Error::Unexpected, "{status} {code}");
    }
    for (status, code) in [(406, "PGRST106"), (409, "PGRST999"), (405, "25006"), (413, "x"), (415, "PGRST107")] {
        assert_eq!(error_for(status, &saying(code, "no")).await, Error::Unexpected, "{status} {code}");
    }
    assert_eq!(error_for(404, "not found").await, Error::Unexpected);
    assert_eq!(error_for(400, "").await, Error::Unexpected);
}

#[tokio::test]
async fn a_redirect_is_not_followed() {
    let elsewhere = Database::answering(200, "[]").await;
    let database = Database::pointing_to(307, &elsewhere.url).await;
    assert_eq!(database.member().select::<Task>("tasks").rows().await, Err(Error::Unexpected));
    assert!(elsewhere.was_asked_nothing());
}

#[tokio::test]
async fn a_busy_or_broken_database_is_unavailable() {
    assert_eq!(error_for(503, &saying("PGRST002", "Could not query the database")).await, Error::Unavailable);
    assert_eq!(error_for(504, &saying("PGRST003", "Timed out acquiring connection")).await, Error::Unavailable);
    assert_eq!(error_for(500, &saying("57014", "canceling statement")).await, Error::Unavailable);
    for status in [408, 429, 500, 502, 503] {
        assert_eq!(error_for(status, "<html>busy</html>").await, Error::Unavailable, "{status}");
    }
}

#[tokio::test]
async fn only_416_to_a_read_is_an_empty_answer() {
    let database = Database::counting(416, "*/3", "{}").await;
    assert_eq!(database.member().insert::<Task>("tasks", &()).await, Err(Error::Unexpected));
}

#[tokio::test]
async fn an_answer_that_is_not_this_table_is_unexpected() {
    for body in ["", "[", "null", "<html>", r#"{"id":1}"#, r#"[{"id":"one","name":"Water"}]"#, r#"[{"id":1}]"#] {
        let database = Database::answering(200, body).await;
        assert_eq!(database.member().select::<Task>("tasks").rows().await, Err(Error::Unexpected), "{body}");
    }
}

#[tokio::test]
async fn an_error_says_nothing_that_a_person_or_the_database_wrote() {
    let body = saying("23514", r#"relation \"secret\" violates check constraint \"tasks_name_check\""#);
    for error in [error_for(400, &body).await, error_for(403, &body).await, error_for(500, &body).await] {
        assert!(!format!("{error} {error:?}").contains("secret"), "{error:?}");
    }
    let disguised = r#"{"code":"secret code","message":"secret"}"#;
    assert_eq!(error_for(409, disguised).await, Error::Unexpected);
}
