// Each rule can fail, and what is allowed passes.
import assert from "node:assert/strict";
import { test } from "node:test";
import { breachesInCrates, breachesInSource } from "./rooms.mjs";

const breach = (path, text) => breachesInSource({ [path]: text });

const REFUSED = {
  "the domain uses a framework": ["app/src/domain/task.rs", "use leptos::prelude::*;", "knows no framework"],
  "the domain imports a feature": ["app/src/domain/task.rs", "use crate::tasks::api::add_task;", "domain must not know"],
  "the error imports the backend": ["app/src/error.rs", "use crate::backend::gate;", "error must not know"],
  "dumb parts import a feature": ["app/src/ui/layout.rs", "use crate::account::api;", "ui must not know"],
  "the backend imports a feature": ["app/src/backend/tasks.rs", "use crate::tasks::api;", "backend must not know"],
  "a feature imports another": ["app/src/tasks/page.rs", "use crate::sign_in::page::Page;", "another feature"],
  "a feature imports another in braces": ["app/src/tasks/page.rs", "use crate::{\n    domain::task::{Name, Task},\n    dashboard::api,\n};", "imports dashboard"],
  "a feature imports another by way of super": ["app/src/tasks/page.rs", "use super::super::dashboard::api;", "imports dashboard"],
  "a page imports the backend": ["app/src/tasks/page.rs", "use crate::backend::gate::as_member;", "only the feature's api.rs"],
  "a feature imports the routes": ["app/src/tasks/page.rs", "use crate::routes::App;", "known by none"],
  "a crate reads the environment": ["identity/src/tokens.rs", 'std::env::var("SIGNING_KEYS")', "only server/src/config/"],
  "the router reads the environment": ["server/src/router.rs", 'env::var_os("PORT")', "only server/src/config/"],
};

for (const [name, [path, text, sentence]] of Object.entries(REFUSED)) {
  test(`refused: ${name}`, () => {
    const [first, ...more] = breach(path, text);
    assert.match(first ?? "nothing was found", new RegExp(sentence));
    assert.deepEqual(more, []);
  });
}

const ALLOWED = {
  "a server function asks the gate": ["app/src/tasks/api.rs", "use crate::{\n    backend::{gate::as_member, tasks},\n    error::AppError,\n};"],
  "a page uses its own server functions": ["app/src/tasks/page.rs", "use super::api::list_tasks;\nuse crate::{tasks::row::Row, ui::layout::Page};"],
  "the table of contents knows all": ["app/src/routes.rs", "use crate::{dashboard::page, tasks::page::Tasks};"],
  "the configuration reads the environment": ["server/src/config/mod.rs", 'env::var("PUBLIC_URL")'],
  "a comment speaks of another room": ["app/src/domain/task.rs", "//! Shown by crate::tasks::page, with leptos::view."],
  "a constant is baked in by the compiler": ["app/src/ui/layout.rs", 'env!("CARGO_PKG_VERSION")'],
};

for (const [name, [path, text]] of Object.entries(ALLOWED)) {
  test(`allowed: ${name}`, () => assert.deepEqual(breach(path, text), []));
}

test("refused: a third cfg line in app", () => {
  const gate = '#[cfg(feature = "ssr")]\n';
  assert.deepEqual(breach("app/src/lib.rs", gate.repeat(2)), []);
  assert.match(breach("app/src/lib.rs", gate.repeat(3))[0], /3 cfg\(feature\) lines/);
});

test("refused: a crate that knows what it must not", () => {
  const crate = (name, dependency, kind = null, optional = false) => [{ name, dependencies: [{ name: dependency, kind, optional }] }];
  assert.match(breachesInCrates(crate("identity", "axum"))[0], /identity depends on axum/);
  assert.match(breachesInCrates([...crate("user_db", "app"), { name: "app", dependencies: [] }])[0], /user_db depends on app/);
  assert.match(breachesInCrates(crate("server", "supabase-local"))[0], /always brings supabase-local/);
  assert.match(breachesInCrates(crate("billing", "serde"))[0], /no rules/);
  assert.deepEqual(breachesInCrates(crate("server", "supabase-local", null, true)), []);
  assert.deepEqual(breachesInCrates(crate("identity", "axum", "dev")), []);
});
