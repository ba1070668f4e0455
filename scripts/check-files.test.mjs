// Every kind of file that check-files.mjs validates can fail, and what is valid passes.
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { test } from "node:test";
import { errorsIn } from "./check-files.mjs";

const directory = process.env.FILE_SCHEMAS_ROOT ?? "";
const schemas = existsSync(directory) ? directory : undefined;

/** A valid file of each kind; a part of it, what replaces it, and the error that follows. */
const SAMPLES = {
  ".github/workflows/ci.yml": {
    valid: `
on: push
permissions: { contents: read }
jobs: { test: { runs-on: ubuntu-latest, steps: [{ run: make }] } }`,
    invalid: ["contents: read", "contents: all", /\/permissions\/contents must be equal to/],
  },
  ".github/dependabot.yml": {
    valid: `
version: 2
updates: [{ package-ecosystem: cargo, directory: /, schedule: { interval: weekly } }]`,
    invalid: ["cargo", "crates", /\/updates\/0\/package-ecosystem must be equal to/],
  },
  ".github/ISSUE_TEMPLATE/bug.yml": {
    valid: `
name: Bug
description: Something is wrong.
body: [{ type: textarea, id: what, attributes: { label: What? } }]`,
    invalid: ["description:", "about:", /must have required property 'description'/],
  },
  ".github/ISSUE_TEMPLATE/config.yml": {
    valid: "contact_links: [{ name: Chat, url: https://example.org, about: Ask here. }]",
    invalid: ["about:", "label:", /must NOT have additional properties: label/],
  },
};

for (const [path, { valid, invalid }] of Object.entries(SAMPLES)) {
  test(`${path} follows its schema`, { skip: !schemas && "no schemas are installed" }, () => {
    assert.deepEqual(errorsIn({ [path]: valid }, schemas), []);
    const [part, replacement, error] = invalid;
    const files = { [path]: valid.replace(part, replacement) };
    assert.match(errorsIn(files, schemas).join("\n"), error);
  });
}

for (const path of [...Object.keys(SAMPLES), ".vscode/settings.json"]) {
  test(`${path} with a syntax error`, () => {
    const [error] = errorsIn({ [path]: "{ a: [" });
    assert.ok(error.startsWith(`${path}: `));
  });
}
