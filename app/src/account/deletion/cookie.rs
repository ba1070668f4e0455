//! The cookie that tells the page after the deletion which account was deleted, so that the browser
//! stops offering its passkeys.

use time::Duration;

use crate::backend::cookies;

const NAME: &str = "deleted-account";
const MAX_AGE: Duration = Duration::minutes(1);
/// The only page that receives the cookie. Server functions called by the browser don't.
const PATH: &str = "/account-deleted";

pub fn set(user_handle: &str) {
    cookies::set_short_lived(NAME, user_handle, PATH, MAX_AGE);
}

pub fn get() -> Option<String> {
    cookies::get_current(NAME)
}
