//! Static files: the bundle in `/pkg`, the files of `public/`, and the 404 page for other paths.

use std::{convert::Infallible, path::Path};

use axum::{
    Router,
    extract::{Request, State},
    http::{HeaderValue, StatusCode, header::CACHE_CONTROL},
    middleware::{Next, from_fn_with_state},
    response::{IntoResponse, Response},
    routing::get,
};
use tower::Service;
use tower_http::services::ServeDir;

use crate::{AppState, middleware::session, routes::pages};

/// For files with a hash in their name, whose content never changes.
const IMMUTABLE: &str = "public, max-age=31536000, immutable";

/// For files whose name stays when their content changes. Browsers revalidate them by entity tag.
const REVALIDATE: &str = "public, max-age=0, must-revalidate";

/// Below all other routes: their fallback is the 404 page.
pub fn routes(state: &AppState) -> Router<AppState> {
    let root = Path::new(&*state.leptos.site_root);
    let bundle = if state.leptos.hash_files { IMMUTABLE } else { REVALIDATE };
    let pkg = format!("/{}", state.leptos.site_pkg_dir);
    let files = |path| {
        ServeDir::new(path)
            .append_index_html_on_directories(false)
            .precompressed_br()
            .precompressed_gzip()
    };
    let not_found = get(pages::not_found).layer(session::layer(state)).with_state(state.clone());
    Router::new()
        .nest_service(
            &pkg,
            with_cache_policy(files(root.join(&*state.leptos.site_pkg_dir)), bundle),
        )
        .fallback_service(with_cache_policy(
            files(root.to_path_buf()).fallback(not_found),
            REVALIDATE,
        ))
}

fn with_cache_policy<S>(files: S, policy: &'static str) -> Router
where
    S: Service<Request, Error = Infallible> + Clone + Send + Sync + 'static,
    S::Response: IntoResponse,
    S::Future: Send + 'static,
{
    Router::new().fallback_service(files).layer(from_fn_with_state(policy, set_cache_policy))
}

async fn set_cache_policy(
    State(policy): State<&'static str>,
    request: Request,
    next: Next,
) -> Response {
    let mut response = next.run(request).await;
    if response.status().is_success() || response.status() == StatusCode::NOT_MODIFIED {
        response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static(policy));
    }
    response
}
