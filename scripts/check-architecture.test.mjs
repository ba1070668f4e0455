// Every rule of check-architecture.mjs can fail, and what is allowed passes.
import assert from "node:assert/strict";
import { test } from "node:test";
import { errorsIn } from "./check-architecture.mjs";

/** Files that exist, so that imports of them can be found. */
const APP = {
  "app/src/lib.rs": "pub mod tasks;",
  "app/src/account/mod.rs": "",
  "app/src/account/api.rs": "",
  "app/src/backend/auth.rs": "",
  "app/src/dashboard/page.rs": "",
  "app/src/error.rs": "",
  "app/src/layout/mod.rs": "",
  "app/src/list/page.rs": "",
  "app/src/model/date.rs": "",
  "app/src/preferences/mod.rs": "",
  "app/src/routes.rs": "",
  "app/src/sign_in/page.rs": "",
  "app/src/tasks/api.rs": "",
  "app/src/tasks/model.rs": "",
  "app/src/tasks/page.rs": "",
  "app/src/tasks/row.rs": "",
  "app/src/ui/field.rs": "",
};

const REJECTED = {
  "a model imports a feature": {
    files: { "app/src/model/date.rs": "use crate::tasks::api::add_task;" },
    error: /model may import no other module/,
  },
  "a model uses a framework": {
    files: { "app/src/tasks/model.rs": "use leptos::prelude::*;" },
    error: /uses leptos: a model knows no framework/,
  },
  "a component imports a feature": {
    files: { "app/src/ui/field.rs": "use crate::account::api;" },
    error: /ui may import error, i18n, model/,
  },
  "a component reads data": {
    files: { "app/src/ui/field.rs": "fn read() { user_db::read(); }" },
    error: /uses user_db: components and texts know no data source/,
  },
  "the list kit imports a feature": {
    files: { "app/src/list/page.rs": "use crate::tasks::model::Task;" },
    error: /list may import backend/,
  },
  "the backend imports a feature": {
    files: { "app/src/backend/auth.rs": "fn name() { crate::account::api::rename(); }" },
    error: /backend may import error, i18n, model/,
  },
  "a feature imports another one": {
    files: { "app/src/tasks/page.rs": "use crate::sign_in::page::SignIn;" },
    error: /a feature may not import another one/,
  },
  "a feature imports another one in braces": {
    files: { "app/src/tasks/page.rs": "use crate::{\n    model::date,\n    sign_in::{page},\n};" },
    error: /tasks\/page.rs imports sign_in\/page.rs/,
  },
  "a feature imports another one with super": {
    files: { "app/src/tasks/page.rs": "use super::super::sign_in::page;" },
    error: /tasks\/page.rs imports sign_in\/page.rs/,
  },
  "an inline module imports another feature": {
    files: { "app/src/tasks/page.rs": "mod a { use super::super::super::sign_in::page; }" },
    error: /tasks\/page.rs imports sign_in\/page.rs/,
  },
  "a feature imports the routes": {
    files: { "app/src/tasks/page.rs": "use crate::routes::App;" },
    error: /nothing but features, layout, lib, routes may import it/,
  },
  "the dashboard imports a page": {
    files: { "app/src/dashboard/page.rs": "use crate::tasks::page::TasksPage;" },
    error: /dashboard may import model.rs and queries.rs and due_date.rs of other features/,
  },
  "two files import each other": {
    files: {
      "app/src/tasks/page.rs": "use super::row::Row;",
      "app/src/tasks/row.rs": "use super::page::Page;",
    },
    error: /app\/src\/tasks: page, row import each other/,
  },
  "a folder and one that it uses import each other": {
    files: {
      "server/src/lib.rs": "",
      "server/src/middleware/errors.rs": "use crate::routes::pages::error;",
      "server/src/routes/pages.rs": "use crate::middleware::errors;",
    },
    error: /server\/src\/: middleware, routes import each other/,
  },
  "three folders import each other": {
    files: {
      "identity/src/lib.rs": "",
      "identity/src/codes/mod.rs": "use crate::sessions::Session;",
      "identity/src/sessions/mod.rs": "use crate::tokens::Token;",
      "identity/src/tokens/mod.rs": "use crate::codes::Code;",
    },
    error: /identity\/src\/: codes, sessions, tokens import each other/,
  },
  "a second cfg line in a folder": {
    files: { "app/src/tasks/mod.rs": '#[cfg(feature = "ssr")]\nmod a;\n'.repeat(2) },
    error: /2 cfg\(feature\) lines/,
  },
  "a cfg line inside a folder": {
    files: { "app/src/tasks/page.rs": '#[cfg(feature = "ssr")]\nfn a() {}\n' },
    error: /1 cfg\(feature\) lines/,
  },
  "a file of 251 lines": {
    files: { "scripts/long.sh": "true\n".repeat(251) },
    error: /251 lines: split it, 250 are the most/,
  },
  "a file of 251 lines with tests": {
    files: { "server/tests/http/long.rs": "// A line.\n".repeat(251) },
    error: /251 lines: split it, 250 are the most/,
  },
  "a line of 101 characters": {
    files: { "style/list.css": `/* ${"x".repeat(95)} */\n` },
    error: /style\/list.css:1 is wider than 100 characters/,
  },
};

const ACCEPTED = {
  "a feature imports the shared modules": {
    "app/src/tasks/page.rs": "use crate::{list::page, model::date, preferences, ui::field};",
  },
  "a feature imports its own modules": {
    "app/src/tasks/page.rs": "use super::row::Row;\nuse crate::tasks::model::Task;",
  },
  "the routes import everything": {
    "app/src/routes.rs": "use crate::{dashboard::page, tasks::page::Tasks};",
  },
  "the dashboard imports a model": {
    "app/src/dashboard/page.rs": "use crate::tasks::model::Task;",
  },
  "the dashboard imports a feature and uses its model": {
    "app/src/tasks/mod.rs": "pub mod model;",
    "app/src/dashboard/page.rs": "use crate::tasks;\nfn first() -> tasks::model::Task {}",
  },
  "a test of the list kit uses a resource": {
    "app/src/list/page.rs": "#[cfg(test)]\nmod tests { use crate::tasks::model::Task; }",
  },
  "a feature reads the table of features": {
    "app/src/features.rs": "use crate::tasks::model::Task;",
    "app/src/account/api.rs": "use crate::features::PAGES;",
  },
  "a comment or a text names another module": {
    "app/src/model/date.rs": '//! See crate::tasks::page.\nconst A: &str = "leptos::view";',
  },
  "a file of 250 lines": { "scripts/long.sh": "true\n".repeat(250) },
  "a table in Markdown": { "docs/style.md": `| ${"x".repeat(100)} |\n` },
  "a line of 100 characters": { "style/list.css": `/* ${"x".repeat(94)} */\n` },
  "a long URL": { "style/list.css": `/* https://${"x".repeat(100)} */\n` },
};

for (const [name, { files, error }] of Object.entries(REJECTED)) {
  test(`rejected: ${name}`, () => {
    const [first, ...more] = errorsIn({ ...APP, ...files });
    assert.match(first ?? "no error", error);
    assert.deepEqual(more, []);
  });
}

for (const [name, files] of Object.entries(ACCEPTED)) {
  test(`accepted: ${name}`, () => {
    assert.deepEqual(errorsIn({ ...APP, ...files }), []);
  });
}
