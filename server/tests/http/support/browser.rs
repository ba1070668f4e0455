//! A browser with its cookies and its passkey, and the person before it.

use std::sync::Arc;

use reqwest::{
    Client, Method, RequestBuilder, StatusCode,
    header::{ACCEPT, ORIGIN, REFERER},
    redirect::Policy,
};
use serde_json::Value;
use url::Url;
use uuid::Uuid;

use super::{Answer, Site, Tampering, VirtualAuthenticator, cookies::Cookies};

/// Of one person, with an address that nobody else has.
pub struct Browser {
    pub email: String,
    pub authenticator: VirtualAuthenticator,
    pub cookies: Arc<Cookies>,
    /// The address that a proxy says it comes from.
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

    /// The same person with the same cookies where another server answers for the site.
    pub fn at(self, site: &Site) -> Self {
        Self { site: site.url.clone(), http: client(site, &self.cookies), ..self }
    }

    /// A request with the cookies and nothing else.
    pub fn request(&self, method: Method, path: &str) -> RequestBuilder {
        let (_, host) = self.origin().split_once("://").unwrap();
        let request = self.http.request(method, format!("http://{host}{path}"));
        match &self.forwarded_for {
            Some(address) => request.header("X-Forwarded-For", address),
            None => request,
        }
    }

    /// A page, or whatever else is there.
    pub async fn open(&self, path: &str) -> Answer {
        Answer::of(self.request(Method::GET, path).header(ACCEPT, "text/html")).await
    }

    /// A server function, as the scripts of a page call it.
    pub async fn call(&self, function: &str, fields: &[(&str, &str)]) -> Answer {
        let request = self.request(Method::POST, &format!("/api/{function}"));
        let request = request.header("Sec-Fetch-Site", "same-origin").header(ACCEPT, "application/json");
        Answer::of(request.form(fields)).await
    }

    /// A form on the page at `path`, sent without JavaScript.
    pub async fn submit(&self, path: &str, function: &str, fields: &[(&str, &str)]) -> Answer {
        self.submit_to(path, &format!("/api/{function}"), fields).await
    }

    /// The same where it isn't a server function that takes the form.
    pub async fn submit_to(&self, path: &str, action: &str, fields: &[(&str, &str)]) -> Answer {
        let request = self
            .request(Method::POST, action)
            .header(ACCEPT, "text/html,application/xhtml+xml,*/*;q=0.8")
            .header(ORIGIN, self.origin())
            .header(REFERER, self.site.join(path).unwrap().as_str());
        Answer::of(request.form(&[fields, &[("return_to", path)]].concat())).await
    }

    pub fn origin(&self) -> &str {
        self.site.as_str().trim_end_matches('/')
    }

    pub async fn sign_up(&self) -> Answer {
        let options = self.call("sign-up/begin", &[("email", &self.email)]).await.json();
        let credential = self.authenticator.create(options.as_str().unwrap(), Tampering::None).await.to_string();
        let answer = self.call("sign-up/finish", &[("credential", &credential)]).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
        answer
    }

    /// With the button.
    pub async fn sign_in(&self) -> Answer {
        let options = self.call("sign-in/begin", &[("autofill", "false")]).await.json();
        let credential = self.authenticator.get(options.as_str().unwrap(), Tampering::None).await.to_string();
        let answer = self.call("sign-in/finish", &[("credential", &credential), ("autofill", "false")]).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
        answer
    }

    /// Adds a task that the rules allow, and gives its id.
    pub async fn add_task(&self, name: &str) -> String {
        let answer = self.call("tasks/add", &[("name", name)]).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
        answer.json()["id"].as_str().unwrap().to_owned()
    }

    /// The first page of this person's tasks.
    pub async fn tasks(&self) -> Value {
        self.call("tasks/list", &[("number", "1")]).await.json()
    }

    /// Adds a book that the rules allow, and gives its id.
    pub async fn add_book(&self, title: &str, author: &str) -> String {
        let answer = self.call("wishlist/add", &[("title", title), ("author", author)]).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
        answer.json()["id"].as_str().unwrap().to_owned()
    }

    /// Who the site takes this browser for.
    pub async fn me(&self) -> StatusCode {
        self.open("/api/me").await.status
    }
}

fn client(site: &Site, cookies: &Arc<Cookies>) -> Client {
    let domain = site.url.domain().unwrap();
    let client =
        Client::builder().no_proxy().user_agent("A browser").redirect(Policy::none()).resolve(domain, site.address);
    client.cookie_provider(Arc::clone(cookies)).build().unwrap()
}
