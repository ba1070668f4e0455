//! Files as they were built: the bundle in `/pkg`, whatever is in `public/`, and for every other path the 404 page.

use axum::{
    Router,
    extract::{Request, State},
    http::{HeaderValue, StatusCode, header::CACHE_CONTROL},
    middleware::{Next, from_fn_with_state},
    response::Response,
    routing::get,
};
use tower_http::services::ServeDir;

use crate::{AppState, middleware::session, routes::pages};

/// Names with a hash in them never change what they hold.
const FOREVER: &str = "public, max-age=31536000, immutable";

/// For names that stay when the content changes; the browser asks again with its entity tag.
const ASK: &str = "public, max-age=0, must-revalidate";

/// See the module.
pub fn routes(state: &AppState) -> Router<AppState> {
    let root = std::path::Path::new(&*state.leptos.site_root);
    let bundle = if state.leptos.hash_files { FOREVER } else { ASK };
    let pkg = format!("/{}", state.leptos.site_pkg_dir);
    let files =
        |path| ServeDir::new(path).append_index_html_on_directories(false).precompressed_br().precompressed_gzip();
    let not_found = get(pages::not_found).layer(session::layer(state)).with_state(state.clone());
    Router::new()
        .nest_service(&pkg, cached(files(root.join(&*state.leptos.site_pkg_dir)), bundle))
        .fallback_service(cached(files(root.to_path_buf()).fallback(not_found), ASK))
}

fn cached<S>(files: S, policy: &'static str) -> Router
where
    S: tower::Service<Request, Error = std::convert::Infallible> + Clone + Send + Sync + 'static,
    S::Response: axum::response::IntoResponse,
    S::Future: Send + 'static,
{
    Router::new().fallback_service(files).layer(from_fn_with_state(policy, with_policy))
}

async fn with_policy(State(policy): State<&'static str>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    if response.status().is_success() || response.status() == StatusCode::NOT_MODIFIED {
        response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static(policy));
    }
    response
}
