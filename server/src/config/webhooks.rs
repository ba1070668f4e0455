//! Who may tell us what happens to users elsewhere.

use crate::webhooks::signature::Secret;

pub(super) fn secret(value: Option<String>) -> Result<Option<Secret>, String> {
    let problem =
        || "WEBHOOK_SECRET must be whsec_ and the base64 of 24 to 64 bytes, as the provider shows it".to_owned();
    value.map(|text| Secret::parse(&text).ok_or_else(problem)).transpose()
}

#[cfg(test)]
mod tests {
    use super::super::{Problems, tests::parse};

    #[test]
    fn webhooks_are_off_unless_their_secret_is_set() {
        assert!(parse(&[]).unwrap().webhook_secret.is_none());
        let on = [("WEBHOOK_SECRET", "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD")];
        assert!(parse(&on).unwrap().webhook_secret.is_some());
    }

    #[test]
    fn a_webhook_secret_that_is_none_is_a_problem_and_not_repeated() {
        let Err(Problems(problems)) = parse(&[("WEBHOOK_SECRET", "hunter2")]) else { panic!("accepted") };
        assert!(problems.len() == 1 && problems[0].starts_with("WEBHOOK_SECRET"), "{problems:?}");
        assert!(!problems[0].contains("hunter2"));
    }
}
