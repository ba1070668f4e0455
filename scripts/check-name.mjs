// Fails if a file names the product instead of reading brand.toml: then `make rename` would leave
// the old name there.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { BRAND } from "./brand.mjs";

/** The name that the template has. A product made from it has another. */
const TEMPLATE = "Latchkey";

/** Files about the template itself. They keep its name. */
const ABOUT_THE_TEMPLATE = [
  "CHANGELOG.md",
  "LICENSE",
  "docs/guides/upgrading.md",
  ".github/workflows/ci.yml", // Caches the tools of scripts/common.sh.
  "scripts/check-name.mjs",
  "scripts/common.sh", // Products made from the template share its cache of tools.
];

/** Files that `make rename` changes. */
const RENAMED = ["README.md", "brand.toml", "public/manifest.webmanifest"];

const isTemplate = BRAND.name === TEMPLATE;
const allowed = new Set([...ABOUT_THE_TEMPLATE, ...(isTemplate ? RENAMED : [])]);
const files = execFileSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"]);
for (const file of files.toString().split("\0").filter(Boolean)) {
  if (allowed.has(file)) continue;
  const name = TEMPLATE.toLowerCase();
  if (file.toLowerCase().includes(name)) report(file, "its path");
  const lines = read(file).toLowerCase().split("\n");
  lines.forEach((line, index) => line.includes(name) && report(file, `line ${index + 1}`));
}

function read(file) {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    if (error.code === "ENOENT") return ""; // Deleted, and not yet committed.
    throw error;
  }
}

function report(file, where) {
  console.error(
    `${file}: ${where} says "${TEMPLATE}". Read the name from brand.toml, or leave it out.`,
  );
  process.exitCode = 1;
}
