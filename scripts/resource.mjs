// Writes a resource: a table of rows that belong to one user each, its page, its texts and its
// tests. `make resource name=notes fields="title:text(120) body:text(5000)? pinned:bool"`
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { browserTestEntry } from "./resource/browser-test.mjs";
import { code } from "./resource/rust.mjs";
import { InvalidSpec, parseSpec } from "./resource/spec.mjs";
import { migration } from "./resource/sql.mjs";
import { asEntry, textsIn } from "./resource/texts.mjs";
import { pascal } from "./resource/words.mjs";

const LOCALES = "app/locales";

/** The files of a resource: those that are new, and those that get an entry. */
function filesOf(spec) {
  const { name, singular } = spec;
  const [Row, Rows] = [pascal(singular), pascal(name)];
  const now = new Date().toISOString().replace(/\D/g, "").slice(0, 14);
  const view = `|| view! { <${Rows}Page /> }.into_any()`;
  const page = `Page::list::<${Row}>(|| t!(${name}.title), ${view})`;
  const files = new Map([
    [`supabase/migrations/${now}_${name}.sql`, migration(spec)],
    [`app/src/features/${name}.rs`, code(spec)],
  ]);
  change(files, "app/src/features.rs", (text) => {
    const declared = insert(text, /^pub mod [^]*?\n(?=\n)/m, `pub mod ${name};\n`);
    const used = insert(declared, /^use self::\{\n/m, `    ${name}::{${Row}, ${Rows}Page},\n`);
    const beforeAccount = /^pub const PAGES[^]*?^(?= {4}Page::listed\("\/account")/m;
    return insert(used, beforeAccount, `    ${page},\n`);
  });
  for (const file of readdirSync(LOCALES)) {
    const texts = asEntry(name, textsIn(file.replace(".json", ""), spec));
    change(files, `${LOCALES}/${file}`, (text) => insert(text, /^[^]*(?=\n\}\n*$)/, `,\n${texts}`));
  }
  change(files, "end2end/resources.ts", (text) =>
    insert(text, /^const ENTRIES[^]*?^(?=\];$)/m, browserTestEntry(spec)),
  );
  return files;
}

/** Pages, server functions, texts and tables that have the name already. */
function refuseWhatExists({ name, path }) {
  const features = readFileSync("app/src/features.rs", "utf8");
  const routes = readFileSync("app/src/routes.rs", "utf8");
  const texts = JSON.parse(readFileSync(`${LOCALES}/en.json`, "utf8"));
  const [endpoint, table] = [`"${path.slice(1)}/`, `table public.${name} `];
  const folders = ["app/src", "supabase/migrations"];
  const search = ["grep", "-hF", "-e", endpoint, "-e", table, "--", ...folders];
  // Without a match the status is 1.
  const { stdout } = spawnSync("git", search, { encoding: "utf8" });
  const isCode = (line) => line && !line.trimStart().startsWith("//");
  const taken =
    existsSync(`app/src/features/${name}`) ||
    existsSync(`app/src/features/${name}.rs`) ||
    existsSync(`app/src/${name}`) ||
    name in texts ||
    [features, routes].some((code) => code.includes(`"${path}"`)) ||
    stdout.split("\n").some(isCode);
  if (taken) throw new InvalidSpec(`The site has ${name} already: use another word`);
}

function change(files, file, edit) {
  const changed = edit(readFileSync(file, "utf8"));
  if (!changed) throw new InvalidSpec(`${file} is not as expected: add the entry by hand`);
  files.set(file, changed);
}

/** Inserts after the first match; nothing without one. */
const insert = (text, after, added) =>
  text && after.test(text) ? text.replace(after, (found) => found + added) : undefined;

try {
  const spec = parseSpec(process.env);
  refuseWhatExists(spec);
  const files = filesOf(spec);
  for (const [file, text] of files) writeFileSync(file, text);
  execFileSync("cargo", ["fmt", "--package", "app"], { stdio: "inherit" });
  console.log([...files.keys()].map((file) => `    ${file}`).join("\n"));
} catch (error) {
  if (!(error instanceof InvalidSpec)) throw error;
  console.error(`error: ${error.message}.`);
  process.exitCode = 2;
}
