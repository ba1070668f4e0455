//! A cookie jar that follows the rules of browsers.

use reqwest::{
    cookie::{CookieStore, Jar},
    header::HeaderValue,
};
use url::Url;

/// Stores cookies for the site's public URL, while the test sends plain HTTP in place of the proxy.
pub struct Cookies {
    jar: Jar,
    site: Url,
}

impl Cookies {
    pub fn new(site: &Url) -> Self {
        Self { jar: Jar::default(), site: site.clone() }
    }

    /// The value of the cookie `name`, if it is sent to the site.
    pub fn value(&self, name: &str) -> Option<String> {
        let all = self.jar.cookies(&self.site)?;
        let mut pairs = all.to_str().unwrap().split("; ").filter_map(|pair| pair.split_once('='));
        pairs.find(|(key, _)| *key == name).map(|(_, value)| value.to_owned())
    }

    /// Overwrites a cookie.
    pub fn set(&self, name: &str, value: &str) {
        self.jar.add_cookie_str(&format!("{name}={value}; Path=/"), &self.site);
    }

    fn public_url(&self, url: &Url) -> Url {
        let mut public = self.site.clone();
        public.set_path(url.path());
        public
    }
}

impl CookieStore for Cookies {
    fn set_cookies(&self, headers: &mut dyn Iterator<Item = &HeaderValue>, url: &Url) {
        self.jar.set_cookies(
            &mut headers.filter(|header| is_kept(header.to_str().unwrap())),
            &self.public_url(url),
        );
    }

    fn cookies(&self, url: &Url) -> Option<HeaderValue> {
        self.jar.cookies(&self.public_url(url))
    }
}

/// A cookie with the prefix is ignored without the attributes that it requires (RFC 6265bis §5.7).
fn is_kept(cookie: &str) -> bool {
    let mut parts = cookie.split("; ");
    let prefixed = parts.next().is_some_and(|pair| pair.starts_with("__Host-"));
    let attributes: Vec<_> = parts.collect();
    !prefixed
        || (attributes.contains(&"Secure")
            && attributes.contains(&"Path=/")
            && !attributes.iter().any(|attribute| attribute.starts_with("Domain")))
}
