// Checks the rules of docs/architecture.md that clippy and cargo-deny cannot check: which module
// of `app` may import which, circles of imports, the size of files and the width of lines.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";
import { circlesIn, foldersOf, importsInFolder, unitOf } from "./architecture/graph.mjs";
import {
  COMPOSITION,
  FORBIDDEN_CRATES,
  MAX_LINES,
  MAX_WIDTH,
  OVERVIEW,
  SHARED_FEATURES,
  SHARED_MODULES,
  SIZED_FILES,
  TABLE,
  UNBREAKABLE,
} from "./architecture/rules.mjs";
import { codeOf, importsBetween } from "./architecture/rust-source.mjs";

export const CRATES = [
  "app",
  "brand",
  "frontend",
  "identity",
  "server",
  "supabase/local",
  "test_support",
  "user_db",
];

/** One sentence for each error in these files, `{ path: text }`. */
export function errorsIn(files) {
  const code = Object.fromEntries(
    Object.entries(files)
      .filter(([path]) => path.endsWith(".rs"))
      .map(([path, text]) => [path, codeOf(text)]),
  );
  return [
    ...CRATES.flatMap((crate) => importErrors(crate, sourcesOf(crate, code))),
    ...Object.entries(code).flatMap(([path, text]) => fileErrors(path, text)),
    ...Object.entries(files).flatMap(([path, text]) => sizeErrors(path, text)),
  ];
}

/** The files below `src/` of a crate, by path below that. */
export function sourcesOf(crate, files) {
  const source = `${crate}/src/`;
  const entries = Object.entries(files).filter(([path]) => path.startsWith(source));
  return Object.fromEntries(entries.map(([path, text]) => [path.slice(source.length), text]));
}

function importErrors(crate, files) {
  const imports = importsBetween(files);
  const circles = foldersOf(Object.keys(files)).flatMap((folder) => {
    return circlesIn(importsInFolder(imports, folder)).map((circle) => {
      return `${crate}/src/${folder}: ${circle.join(", ")} import each other.`;
    });
  });
  if (crate !== "app") return circles;
  const forbidden = imports.filter(([importer, imported]) => !mayImport(importer, imported));
  return [
    ...circles,
    ...forbidden.map(([importer, imported]) => {
      return `app/src/${importer} imports ${imported}: ${whyNot(importer, imported)}.`;
    }),
  ];
}

/** The top-level module of a path below `app/src`. */
const topModule = (path) => (unitOf(path, "") ?? "lib").replace(/\.rs$/, "");

function mayImport(importer, imported) {
  const [from, to] = [topModule(importer), topModule(imported)];
  if (from === to || COMPOSITION.includes(from)) return true;
  if (SHARED_MODULES[from]) return SHARED_MODULES[from].includes(to);
  if (SHARED_MODULES[to] || SHARED_FEATURES.includes(to) || to === TABLE) return true;
  return from === OVERVIEW.feature && OVERVIEW.files.includes(imported.split("/").at(-1));
}

function whyNot(importer, imported) {
  const [from, to] = [topModule(importer), topModule(imported)];
  if (COMPOSITION.includes(to)) return `nothing but ${COMPOSITION.join(", ")} may import it`;
  if (SHARED_MODULES[from]) {
    return `${from} may import ${SHARED_MODULES[from].join(", ") || "no other module"}`;
  }
  if (from === OVERVIEW.feature) {
    return `${from} may import ${OVERVIEW.files.join(" and ")} of other features`;
  }
  return "a feature may not import another one; share it in model, ui, list or backend";
}

function fileErrors(path, code) {
  const found = [];
  for (const { files, crates, reason } of FORBIDDEN_CRATES) {
    const used = files.test(path) && code.match(crates);
    if (used) found.push(`${path} uses ${used[1]}: ${reason}.`);
  }
  if (path.startsWith("app/src/")) {
    const gates = code.match(/\bcfg(_attr)?\s*\(.*\bfeature\b/g)?.length ?? 0;
    const isFolder = /\/(mod|lib)\.rs$/.test(path);
    if (gates > (isFolder ? 1 : 0)) {
      found.push(`${path} has ${gates} cfg(feature) lines: a folder has one, in its mod.rs.`);
    }
  }
  return found;
}

function sizeErrors(path, text) {
  if (!SIZED_FILES.test(path)) return [];
  const lines = text.split("\n");
  const found = [];
  if (lines.length - 1 > MAX_LINES) {
    found.push(`${path} has ${lines.length - 1} lines: split it, ${MAX_LINES} are the most.`);
  }
  for (const [index, line] of lines.entries()) {
    if ([...line].length > MAX_WIDTH && !UNBREAKABLE.test(line)) {
      found.push(`${path}:${index + 1} is wider than ${MAX_WIDTH} characters.`);
    }
  }
  return found;
}

/** Every file that git tracks or would add, by path. */
export function readRepository(root) {
  const list = ["ls-files", "--cached", "--others", "--exclude-standard", "-z"];
  const paths = execFileSync("git", list, { cwd: root, maxBuffer: 1 << 26 }).toString().split("\0");
  const files = {};
  for (const path of paths.filter((path) => SIZED_FILES.test(path))) {
    try {
      files[path] = readFileSync(`${root}/${path}`, "utf8");
    } catch (error) {
      // A file that was deleted, but not yet from the index.
      if (error.code !== "ENOENT") throw error;
    }
  }
  return files;
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const files = readRepository(fileURLToPath(new URL("..", import.meta.url)));
  const errors = errorsIn(files);
  for (const error of errors) console.error(error);
  const count = Object.keys(files).length;
  console.log(errors.length ? `${errors.length} errors.` : `${count} files follow the rules.`);
  process.exitCode = errors.length ? 1 : 0;
}
