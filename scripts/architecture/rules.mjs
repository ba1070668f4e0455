// The rules of docs/architecture.md, as tables. cargo-deny (deny.toml) has those about crates,
// clippy (clippy.toml) those about functions.

/** Modules of `app/src` that are no features, and the modules that each may import. */
export const SHARED_MODULES = {
  model: [],
  error: ["model"],
  i18n: ["error", "model"],
  ui: ["error", "i18n", "model"],
  backend: ["error", "i18n", "model"],
  list: ["backend", "error", "i18n", "model", "ui"],
  current_member: ["backend", "error"],
};

/** Features that others build on. They follow the rules of a feature. */
export const SHARED_FEATURES = ["email_codes", "passkeys", "preferences"];

/** The map of the crate, its tables and what surrounds every page: they may import everything. */
export const COMPOSITION = ["features", "layout", "lib", "routes"];

/** The table of features may be read by every feature but those in the folder beside it. */
export const TABLE = "features";

/** The folder with the features of the product. Each is a module of its own. */
export const FEATURES = "features/";

/** The dashboard is an overview of other features: it may read these files of theirs. */
export const OVERVIEW = { feature: "dashboard", files: ["model.rs", "queries.rs", "due_date.rs"] };

/** Crates that some files must not use. Models run anywhere, components know no data source. */
export const FORBIDDEN_CRATES = [
  {
    files: /^app\/src\/(model\/.*|.*\/model|.*\/model\/.*)\.rs$/,
    crates: /\b(leptos\w*|axum|tokio|web_sys|js_sys|wasm_bindgen|user_db)::/,
    reason: "a model knows no framework and does no I/O",
  },
  {
    files: /^app\/src\/model\//,
    crates: /\b(identity)::/,
    reason: "the shared models know no other crate of this workspace",
  },
  {
    files: /^app\/src\/(ui|i18n|error)\b/,
    crates: /\b(axum|identity|user_db)::/,
    reason: "components and texts know no data source",
  },
];

/** Circles that are known: a rejected form renders its page, and pages write security headers; the data
 * directory writes the files whose parts the secrets and keys of the local stack are. */
export const KNOWN_CIRCLES = [
  "server/src/: middleware, routes import each other.",
  "supabase/local/src/: data_dir, jwk, secrets import each other.",
];

export const MAX_LINES = 250;
/** Files of tests that are longer wait to be split. */
export const MAX_TEST_LINES = 430;
export const MAX_WIDTH = 100;

/** Whether lines that are too wide are an error. rustfmt wraps code, but not comments and texts. */
export const CHECK_WIDTH = false;
