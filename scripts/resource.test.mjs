// Tests of `make resource`: the guide shows what it writes, and it says what it doesn't understand.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import test from "node:test";
import { withCopy } from "./repository-copy.mjs";
import { browserTestEntry } from "./resource/browser-test.mjs";
import { code } from "./resource/rust.mjs";
import { InvalidSpec, parseSpec } from "./resource/spec.mjs";
import { migration } from "./resource/sql.mjs";
import { asEntry, textsIn } from "./resource/texts.mjs";

const NOTES = { name: "notes", fields: "title:text(120) body:text(5000)? pinned:bool" };

test("docs/guides/growing.md shows what is written for notes", () => {
  const guide = readFileSync(new URL("../docs/guides/growing.md", import.meta.url), "utf8");
  const spec = parseSpec(NOTES);
  assert.ok(guide.includes(`make resource name=${spec.name} fields="${NOTES.fields}"`));
  const blocks = {
    migration: migration(spec),
    code: code(spec).replace(/\n$/, ""),
    "English texts": asEntry(spec.name, textsIn("en", spec)),
    "browser test": browserTestEntry(spec),
  };
  for (const [name, block] of Object.entries(blocks)) {
    // The lines that rustfmt joins or breaks differ in nothing but white space.
    assert.ok(plain(guide).includes(plain(block)), `The ${name} in the guide is not current`);
  }
});

/** Without white space, and without the commas that end a broken line. */
const plain = (text) => text.replace(/,?\s+/g, "");

test("a resource changes six files and at most 250 lines", () => {
  withCopy((copy, run) => {
    const { status, stderr } = run("resource.mjs", NOTES);
    assert.equal(status, 0, stderr);
    const git = (...args) => execFileSync("git", args, { cwd: copy, encoding: "utf8" });
    git("add", "--all", "--intent-to-add");
    const changes = git("diff", "--numstat").trim().split("\n").map((line) => line.split("\t"));
    assert.equal(changes.length, 6, changes.join("\n"));
    assert.ok(changes.reduce((sum, [added]) => sum + Number(added), 0) <= 250, changes.join("\n"));
    assert.ok(changes.every(([, removed]) => Number(removed) <= 1), changes.join("\n"));

    for (const name of ["notes", "tasks", "books", "emails", "recover", "list"]) {
      const again = run("resource.mjs", { ...NOTES, name, singular: "x" });
      assert.equal(again.status, 2, name);
      assert.match(again.stderr, /has \w+ already/);
    }
    assert.equal(git("diff", "--numstat").trim().split("\n").length, 6);
  });
});

test("a resource of one long text has an order and no filter", () => {
  const spec = parseSpec({ name: "ideas", fields: "text:text(400)" });
  assert.match(migration(spec), /text text collate "und-x-icu" not null/);
  assert.match(code(spec), /type Filter = NoFilter;/);
  assert.doesNotMatch(browserTestEntry(spec), /change:/);
  assert.ok(!("filter" in textsIn("en", spec)) && !("filter" in textsIn("de", spec)));
});

test("names follow from the name of the table", () => {
  const singular = (name) => parseSpec({ name, fields: "title:text(9)" }).singular;
  assert.deepEqual(["notes", "entries", "classes", "boxes_2s"].map(singular), [
    "note", "entry", "class", "boxes_2",
  ]);
  const { path } = parseSpec({ name: "reading_lists", fields: "title:text(9)" });
  assert.equal(path, "/reading-lists");
});

test("what is not understood is refused with a sentence", () => {
  for (const [variables, problem] of [
    [{ name: "Notes" }, /plural in lower case/],
    [{ name: "sheep" }, /What is one of sheep called/],
    [{ fields: "" }, /first field names a row/],
    [{ fields: "title:text(9)?" }, /first field names a row/],
    [{ fields: "done:bool title:text(9)" }, /first field names a row/],
    [{ fields: "title:text" }, /most characters/],
    [{ fields: "title:text(0)" }, /most characters/],
    [{ fields: "title:text(9) at:date" }, /a date is optional/],
    [{ fields: "title:text(9) done:bool?" }, /written bool/],
    [{ fields: "title:text(9) price:money" }, /is not understood/],
    [{ fields: "title:text(9) Body:text(9)" }, /in lower case/],
    [{ fields: "title:text(9) user_id:text(9)" }, /Every list has user_id/],
    [{ fields: "title:text(9) title:bool" }, /there twice/],
    [{ fields: "title:text(9) type:text(9)" }, /keyword of Rust/],
    [{ fields: "title:text(9) other:bool" }, /has a meaning/],
    [{ fields: "title:text(9) page:bool" }, /has a meaning/],
    [{ fields: "title:text(9) order:text(9)" }, /keyword of SQL/],
    [{ fields: "title:text(9) body:text(5400)" }, /5409 characters together/],
  ]) {
    const refused = (error) => error instanceof InvalidSpec && problem.test(error.message);
    assert.throws(() => parseSpec({ ...NOTES, ...variables }), refused, JSON.stringify(variables));
  }
});
