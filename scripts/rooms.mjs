// The dependency rules of the design, as a program: which room of the house may know of which.
// `node scripts/rooms.mjs` prints a sentence for every breach; rooms.test.mjs shows that each rule can fail.
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

/** Rooms of `app/src` that are no features; what each may import. A feature's own rules are in `mayImport`. */
const SHARED = {
  domain: ["domain"],
  error: ["domain", "error"],
  words: ["domain", "error", "words"],
  ui: ["domain", "error", "ui", "words"],
  backend: ["backend", "domain", "error", "words"],
};
/** The crate's map and its table of contents know every room. */
const TABLES_OF_CONTENTS = ["lib", "routes"];

/** What a crate may depend on, of the crates of this workspace, and what it must not depend on, of all others. */
const CRATES = {
  app: { ours: ["identity", "user_db"], never: ["sqlx", "reqwest", "webauthn-rs", "tokio"] },
  frontend: { ours: ["app"], never: ["axum", "sqlx"] },
  identity: { ours: [], never: ["leptos", "axum"] },
  server: { ours: ["app", "identity", "supabase-local", "user_db"], never: [] },
  test_support: { ours: ["identity", "supabase-local"], never: ["leptos", "axum"] },
  "supabase-local": { ours: [], never: ["leptos"] },
  user_db: { ours: [], never: ["leptos", "axum", "sqlx"] },
};

const FEATURE_GATES = 2;
const READS_ENVIRONMENT = /\benv::(?:vars?|vars?_os|set_var|remove_var)\b|\bdotenvy?\b/;
const DOMAIN_NEVER = /\b(leptos\w*|axum|sqlx|reqwest|tokio|web_sys|js_sys|wasm_bindgen|identity|user_db)::/;

/** @returns {string[]} one sentence for each breach in the files `{ path: text }` of the house. */
export function breachesInSource(files) {
  const found = [];
  let gates = [];
  for (const [path, text] of Object.entries(files)) {
    const code = withoutComments(text);
    if (!path.startsWith("server/src/config/") && !path.endsWith("/build.rs") && !path.startsWith("supabase/local/") && !path.includes("/tests/")) {
      if (READS_ENVIRONMENT.test(code)) found.push(`${path} reads the environment; only server/src/config/ may.`);
    }
    if (!path.startsWith("app/src/")) continue;
    gates = gates.concat(lines(code, /\bcfg(_attr)?\b.*\bfeature\b/).map((line) => `${path}:${line}`));
    const room = roomOf(path);
    if (room === "domain" && DOMAIN_NEVER.test(code)) {
      found.push(`${path} uses ${code.match(DOMAIN_NEVER)[1]}; the domain knows no framework and does no I/O.`);
    }
    for (const other of roomsImportedBy(code, path)) {
      if (!mayImport(room, other, path)) found.push(`${path} imports ${other}, which ${whyNot(room, other)}.`);
    }
  }
  if (gates.length > FEATURE_GATES) {
    found.push(`app/src has ${gates.length} cfg(feature) lines, and ${FEATURE_GATES} are allowed: ${gates.join(", ")}.`);
  }
  return found;
}

/** @returns {string[]} one sentence for each breach in the packages of `cargo metadata`. */
export function breachesInCrates(packages) {
  const found = [];
  const ours = packages.map((crate) => crate.name);
  for (const { name, dependencies } of packages) {
    const rules = CRATES[name];
    if (!rules) {
      found.push(`The crate ${name} has no rules; give it some in scripts/rooms.mjs.`);
      continue;
    }
    for (const dependency of dependencies.filter((one) => one.kind !== "dev")) {
      const wrong = ours.includes(dependency.name) ? !rules.ours.includes(dependency.name) : rules.never.includes(dependency.name);
      if (wrong) found.push(`The crate ${name} depends on ${dependency.name}, which it must not know.`);
      if (dependency.name === "supabase-local" && !dependency.optional) {
        found.push(`The crate ${name} always brings supabase-local; production builds leave it out.`);
      }
    }
  }
  return found;
}

function mayImport(room, other, path) {
  if (TABLES_OF_CONTENTS.includes(room) || room === other) return true;
  if (SHARED[room]) return SHARED[room].includes(other);
  if (other === "backend") return path.endsWith("/api.rs");
  return ["domain", "error", "ui", "words"].includes(other);
}

function whyNot(room, other) {
  if (TABLES_OF_CONTENTS.includes(other)) return "knows every room and is known by none";
  if (SHARED[room]) return `${room} must not know: it may import ${SHARED[room].join(", ")} only`;
  if (other === "backend") return "only the feature's api.rs may";
  return "is another feature; what both need belongs in domain or ui";
}

const roomOf = (path) => path.slice("app/src/".length).split("/")[0].replace(/\.rs$/, "");

/** The rooms behind every `crate::…`, also in braces, and behind chains of `super::` that leave the room. */
function roomsImportedBy(code, path) {
  const rooms = new Set();
  for (const { index } of code.matchAll(/\bcrate::/g)) {
    for (const name of firstNames(code.slice(index + "crate::".length))) rooms.add(name);
  }
  const depth = path.slice("app/src/".length).replace(/\/?(mod|lib)?\.rs$/, "").split("/").filter(Boolean).length;
  for (const [chain, name] of code.matchAll(/(?:\bsuper::)+(\w+)/g)) {
    if (chain.match(/super::/g).length === depth && depth > 0 && !/^[A-Z]/.test(name)) rooms.add(name);
  }
  rooms.delete("super");
  return [...rooms].filter((name) => !/^[A-Z]/.test(name));
}

/** `a::b` gives a; `{a::b, c::{d, e}}` gives a and c. */
function firstNames(rest) {
  if (!rest.startsWith("{")) return [rest.match(/^\w*/)[0]].filter(Boolean);
  const names = [];
  let depth = 0;
  let word = "";
  for (const char of rest) {
    if (char === "{") depth += 1;
    else if (char === "}") depth -= 1;
    if (depth === 0 || (depth === 1 && char === ",")) {
      names.push(word.trim().match(/^\w*/)[0]);
      word = "";
      if (depth === 0) break;
    } else if (depth > 1 || char !== "{") word += char;
  }
  return names.filter(Boolean);
}

const withoutComments = (text) => text.replace(/\/\*[\s\S]*?\*\//g, "").replace(/(^|[^:"])\/\/.*$/gm, "$1");

const lines = (code, pattern) => code.split("\n").flatMap((line, at) => (pattern.test(line) ? [at + 1] : []));

function sources(root) {
  const files = {};
  for (const crate of ["app", "frontend", "identity", "server", "supabase/local", "user_db"]) {
    for (const entry of readdirSync(join(root, crate), { recursive: true, withFileTypes: true })) {
      const path = relative(root, join(entry.parentPath ?? entry.path, entry.name));
      if (entry.isFile() && path.endsWith(".rs")) files[path] = readFileSync(join(root, path), "utf8");
    }
  }
  return files;
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const root = fileURLToPath(new URL("..", import.meta.url));
  const metadata = execFileSync("cargo", ["metadata", "--no-deps", "--format-version=1"], { cwd: root, maxBuffer: 1 << 26 });
  const files = sources(root);
  const found = [...breachesInSource(files), ...breachesInCrates(JSON.parse(metadata).packages)];
  for (const breach of found) console.error(breach);
  console.log(found.length ? `${found.length} breaches of the rules in DESIGN.md.` : `${Object.keys(files).length} files keep to their rooms.`);
  process.exitCode = found.length ? 1 : 0;
}
