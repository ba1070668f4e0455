// Which modules a Rust file imports, read from its text: `use` trees and paths that begin with
// `crate`, `super` or `self`.

const COMMENT = /\/\/[^\n]*|\/\*[\s\S]*?\*\//;
const STRING = /b?r(#*)"[\s\S]*?"\1|b?"(?:\\[\s\S]|[^"\\])*"/;
const CHARACTER = /'(?:\\[^']+|[^'\\])'/;
const COMMENT_OR_LITERAL = new RegExp(
  [COMMENT, STRING, CHARACTER].map(({ source }) => source).join("|"),
  "g",
);

const USE = /\buse\s+([^;{}]*(?:\{[^;]*\})?[^;{}]*);/g;

/** The text without comments, literals and unit tests. Positions and line numbers stay the same. */
export function codeOf(text) {
  const blank = (match) => match.replace(/[^\n]/g, " ");
  const code = text.replace(COMMENT_OR_LITERAL, blank);
  const start = code.search(/#\[cfg\(test\)\]\s*mod\s+\w+\s*\{/);
  if (start < 0) return code;
  const end = closingBrace(code, code.indexOf("{", start));
  return code.slice(0, start) + blank(code.slice(start, end)) + code.slice(end);
}

/** The position of the brace that closes the one at `open`. */
function closingBrace(code, open) {
  let depth = 0;
  for (let index = open; index < code.length; index += 1) {
    if (code[index] === "{") depth += 1;
    if (code[index] === "}") depth -= 1;
    if (depth === 0) return index;
  }
  return code.length;
}

/** The module of a file, from its path below `src/`: `a/b.rs` and `a/b/mod.rs` are `["a", "b"]`. */
export function moduleOf(path) {
  const names = path.replace(/\.rs$/, "").split("/");
  return names.filter((name) => !["mod", "lib", "main"].includes(name));
}

/**
 * The modules that each file imports, as pairs of paths.
 * @param {Record<string, string>} files the code of one crate, by path below its `src/`
 * @returns {[importer: string, imported: string][]}
 */
export function importsBetween(files) {
  const paths = new Map(Object.keys(files).map((path) => [moduleOf(path).join("::"), path]));
  const found = new Map();
  for (const [path, text] of Object.entries(files)) {
    for (const target of pathsIn(text, moduleOf(path), paths)) {
      const imported = fileOf(target, paths);
      if (imported && imported !== path) found.set(`${path} ${imported}`, [path, imported]);
    }
  }
  return [...found.values()];
}

/** Every path in the code that begins with the name of another crate. */
export function pathsIntoCrate(text, crate) {
  const trees = [...text.matchAll(USE)].flatMap(([, tree]) => expand(tree));
  const rest = text.replace(USE, "");
  const inCode = [...rest.matchAll(new RegExp(`(?<![\\w:])${crate}(?:::\\w+)+`, "g"))];
  const paths = [...trees, ...inCode.map(([path]) => path.split("::"))];
  return paths.filter(([first]) => first === crate);
}

/** Every path in the code, from the root of the crate. Paths into other crates are left out. */
function pathsIn(text, file, paths) {
  const inline = inlineModules(text);
  const absolute = (segments, index) => {
    const around = inline.filter(({ contains }) => contains(index)).map(({ name }) => name);
    return resolve(segments, [...file, ...around], paths);
  };
  const used = [];
  const rest = text.replace(USE, (match, tree, index) => {
    for (const segments of expand(tree)) used.push(absolute(segments, index));
    return " ".repeat(match.length);
  });
  const named = [...rest.matchAll(/(?<![\w:])(?:crate|super|self)(?:::\w+)+/g)];
  const inCode = named.map(({ 0: path, index }) => absolute(path.split("::"), index));
  return [...used.filter(Boolean).flatMap((path) => throughModule(path, rest, paths)), ...inCode];
}

/** After `use crate::tasks;` the code says `tasks::model::Task`: that is what it imports. */
function throughModule(path, code, paths) {
  if (!path.length || !paths.has(path.join("::"))) return [path];
  const continued = new RegExp(`(?<![\\w:])${path.at(-1)}((?:::\\w+)+)`, "g");
  const found = [...code.matchAll(continued)].map(([, rest]) => rest.split("::").slice(1));
  return found.length ? found.map((rest) => [...path, ...rest]) : [path];
}

/** The paths of a `use` tree: `a::{b, c::{d, e}}` is `a::b`, `a::c::d` and `a::c::e`. */
function expand(tree, prefix = []) {
  const open = tree.indexOf("{");
  const head = (open < 0 ? tree : tree.slice(0, open)).replace(/\s+as\s+\w+/, "");
  const segments = [...prefix, ...head.split("::").map((name) => name.trim()).filter(Boolean)];
  if (open < 0) return [segments];
  const parts = [];
  let depth = 0;
  let start = open + 1;
  for (let index = open; index < tree.length; index += 1) {
    if (tree[index] === "{") depth += 1;
    if (tree[index] === "}") depth -= 1;
    if (depth === 0 || (depth === 1 && tree[index] === ",")) {
      parts.push(tree.slice(start, index));
      start = index + 1;
    }
    if (depth === 0) break;
  }
  return parts.filter((part) => part.trim()).flatMap((part) => expand(part, segments));
}

function resolve(segments, here, paths) {
  const rest = [...segments];
  let base = here;
  if (rest[0] === "crate") {
    base = [];
    rest.shift();
  } else if (rest[0] === "self" || rest[0] === "super") {
    if (rest[0] === "self") rest.shift();
    while (rest[0] === "super") {
      base = base.slice(0, -1);
      rest.shift();
    }
  } else if (!paths.has([...here, rest[0]].join("::"))) {
    return null;
  }
  return [...base, ...rest];
}

/** The file of the longest prefix that is a module. */
function fileOf(target, paths) {
  for (let length = target.length; length >= 0; length -= 1) {
    const path = paths.get(target.slice(0, length).join("::"));
    if (path) return path;
  }
  return null;
}

/** The modules with a body in the same file, such as `mod tests { … }`. */
function inlineModules(text) {
  return [...text.matchAll(/\bmod\s+(\w+)\s*\{/g)].map(({ 0: match, 1: name, index }) => {
    const end = closingBrace(text, index + match.length - 1);
    return { name, contains: (position) => position > index && position < end };
  });
}
