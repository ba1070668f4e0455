// A test of `make rename`: a renamed copy of the repository says the old name nowhere.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { ROOT, withCopy } from "./repository-copy.mjs";

const read = (...path) => readFileSync(join(...path), "utf8");

test("a renamed copy says the new name and not the old one", () => {
  withCopy((copy, run) => {
    for (const [script, env] of [["rename.mjs", { name: "Café Noir" }], ["brand.mjs"]]) {
      const { status, stderr } = run(script, env);
      assert.equal(status, 0, stderr);
    }
    const found = run("check-name.mjs");
    assert.equal(found.status, 0, found.stderr);
    assert.match(read(copy, "brand.toml"), /^name = "Café Noir"$[^]*^slug = "cafe-noir"$/m);
    assert.match(read(copy, "README.md"), /^# Café Noir\n/);
    assert.equal(JSON.parse(read(copy, "public/manifest.webmanifest")).name, "Café Noir");
    const icons = run("pictures/icons.mjs", {}, "--check");
    assert.equal(icons.status, 1, "icons with the old name are not noticed");
  });
});

test("a place that is left is found", () => {
  withCopy((copy, run) => {
    run("rename.mjs", { name: "Notebook" });
    // The manifest has not been written again.
    const { status, stderr } = run("check-name.mjs");
    assert.equal(status, 1);
    assert.match(stderr, /public\/manifest\.webmanifest: line 2/);
  });
});

test("a name that can't be one is refused, and nothing is changed", () => {
  withCopy((copy, run) => {
    for (const env of [{ name: "" }, { name: "a\"b" }, { name: "A\nB" }, { name: "日本" }]) {
      const { status, stderr } = run("rename.mjs", env);
      assert.equal(status, 2, JSON.stringify(env));
      assert.match(stderr, /make rename name=/);
    }
    assert.equal(read(copy, "brand.toml"), read(ROOT, "brand.toml"));
  });
});
