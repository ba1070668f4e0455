//! A browser with its cookies and its authenticator.

use std::sync::Arc;

use reqwest::{
    Client, Method, RequestBuilder, StatusCode,
    header::{ACCEPT, ORIGIN, REFERER},
    redirect::Policy,
};
use url::Url;
use uuid::Uuid;

use super::{Site, Tampering, TestResponse, VirtualAuthenticator, cookies::Cookies};

/// The browser of one user, whose email address is unique.
pub struct Browser {
    pub email: String,
    pub authenticator: VirtualAuthenticator,
    pub cookies: Arc<Cookies>,
    /// The value of `X-Forwarded-For` in every request.
    pub forwarded_for: Option<String>,
    site: Url,
    http: Client,
}

impl Browser {
    pub fn new(site: &Site) -> Self {
        let cookies = Arc::new(Cookies::new(&site.url));
        Self {
            email: format!("{}@example.org", Uuid::new_v4()),
            authenticator: VirtualAuthenticator::new(site.url.as_str()),
            http: client(site, &cookies),
            cookies,
            forwarded_for: None,
            site: site.url.clone(),
        }
    }

    /// The same browser with the same cookies, on another server of the site.
    pub fn at(self, site: &Site) -> Self {
        Self { site: site.url.clone(), http: client(site, &self.cookies), ..self }
    }

    /// A request with the cookies and no other headers.
    pub fn request(&self, method: Method, path: &str) -> RequestBuilder {
        let (_, host) = self.origin().split_once("://").unwrap();
        let request = self.http.request(method, format!("http://{host}{path}"));
        match &self.forwarded_for {
            Some(address) => request.header("X-Forwarded-For", address),
            None => request,
        }
    }

    /// Opens a page.
    pub async fn open(&self, path: &str) -> TestResponse {
        TestResponse::of(self.request(Method::GET, path).header(ACCEPT, "text/html")).await
    }

    /// Calls a server function as a script does.
    pub async fn call(&self, function: &str, fields: &[(&str, &str)]) -> TestResponse {
        let request = self.request(Method::POST, &format!("/api/{function}"));
        let request =
            request.header("Sec-Fetch-Site", "same-origin").header(ACCEPT, "application/json");
        TestResponse::of(request.form(fields)).await
    }

    /// Submits a form on the page at `path` to a server function, without JavaScript.
    pub async fn submit(
        &self,
        path: &str,
        function: &str,
        fields: &[(&str, &str)],
    ) -> TestResponse {
        self.submit_to(path, &format!("/api/{function}"), fields).await
    }

    /// Submits a form on the page at `path` to `action`, without JavaScript.
    pub async fn submit_to(
        &self,
        path: &str,
        action: &str,
        fields: &[(&str, &str)],
    ) -> TestResponse {
        let request = self
            .request(Method::POST, action)
            .header(ACCEPT, "text/html,application/xhtml+xml,*/*;q=0.8")
            .header(ORIGIN, self.origin())
            .header(REFERER, self.site.join(path).unwrap().as_str());
        TestResponse::of(request.form(&[fields, &[("return_to", path)]].concat())).await
    }

    pub fn origin(&self) -> &str {
        self.site.as_str().trim_end_matches('/')
    }

    pub async fn sign_up(&self) -> TestResponse {
        let options = self.call("sign-up/begin", &[("email", &self.email)]).await.json();
        let credential =
            self.authenticator.create(options.as_str().unwrap(), Tampering::None).await.to_string();
        let response = self.call("sign-up/finish", &[("credential", &credential)]).await;
        assert_eq!(response.status, StatusCode::OK, "{}", response.body);
        response
    }

    /// Signs in with the button.
    pub async fn sign_in(&self) -> TestResponse {
        let options = self.call("sign-in/begin", &[("autofill", "false")]).await.json();
        let credential =
            self.authenticator.get(options.as_str().unwrap(), Tampering::None).await.to_string();
        let response = self
            .call("sign-in/finish", &[("credential", &credential), ("autofill", "false")])
            .await;
        assert_eq!(response.status, StatusCode::OK, "{}", response.body);
        response
    }

    /// Adds a task and returns its id.
    pub async fn add_task(&self, name: &str) -> String {
        let response = self.call("tasks/add", &[("name", name)]).await;
        assert_eq!(response.status, StatusCode::OK, "{}", response.body);
        response.json()["id"].as_str().unwrap().to_owned()
    }

    /// Adds a book and returns its id.
    pub async fn add_book(&self, title: &str, author: &str) -> String {
        let response = self.call("wishlist/add", &[("title", title), ("author", author)]).await;
        assert_eq!(response.status, StatusCode::OK, "{}", response.body);
        response.json()["id"].as_str().unwrap().to_owned()
    }

    /// The status of `GET /api/me`.
    pub async fn me(&self) -> StatusCode {
        self.open("/api/me").await.status
    }
}

fn client(site: &Site, cookies: &Arc<Cookies>) -> Client {
    let domain = site.url.domain().unwrap();
    let client = Client::builder()
        .no_proxy()
        .user_agent("A browser")
        .redirect(Policy::none())
        .resolve(domain, site.address);
    client.cookie_provider(Arc::clone(cookies)).build().unwrap()
}
