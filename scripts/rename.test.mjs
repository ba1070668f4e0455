// A test of `make rename`: a renamed copy of the repository says the old name nowhere.
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import test from "node:test";

const ROOT = fileURLToPath(new URL("..", import.meta.url));

/** Calls `check` with a copy of the files that git knows, itself a repository. */
function withCopy(check) {
  const directory = mkdtempSync(join(tmpdir(), "renamed-"));
  const copy = join(directory, "copy");
  try {
    const git = (...args) => execFileSync("git", args, { cwd: ROOT, encoding: "utf8" });
    const listed = git("ls-files", "-z", "--cached", "--others", "--exclude-standard");
    for (const file of listed.split("\0").filter(Boolean)) {
      cpSync(join(ROOT, file), join(copy, file), { recursive: true });
    }
    execFileSync("git", ["init", "--quiet"], { cwd: copy });
    // Beside the copy, where Node looks next.
    symlinkSync(join(ROOT, "node_modules"), join(directory, "node_modules"));
    check(copy, (script, env = {}, ...args) =>
      spawnSync("node", [`scripts/${script}`, ...args], {
        cwd: copy,
        encoding: "utf8",
        env: { ...process.env, ...env },
      }),
    );
  } finally {
    rmSync(directory, { recursive: true });
  }
}

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
