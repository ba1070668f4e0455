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

/** The table of features may be read by every feature. */
export const TABLE = "features";

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

/** The files whose size is checked; Markdown, JSON and TOML have long tables and texts. */
export const SIZED_FILES = /\.(css|mjs|rs|sh|sql|ts)$/;

export const MAX_LINES = 250;
export const MAX_WIDTH = 100;

/** Lines that may be wider: URLs and encoded images can't be wrapped. */
export const UNBREAKABLE = /https?:\/\/|url\("data:/;
