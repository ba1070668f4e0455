// Renames the product in brand.toml and where brand.toml can't be read, from the variables `name`
// and `slug`: `make rename name="Notebook"`.
import { readFileSync, writeFileSync } from "node:fs";

const NAME = /^[^\s\p{C}{}<>"\\](?:[^\p{C}{}<>"\\]{0,58}[^\s\p{C}{}<>"\\])?$/u;
const SLUG = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

const name = process.env.name ?? "";
const slug = process.env.slug || slugOf(name);
if (!NAME.test(name)) fail(`name must be a text of 1 to 60 characters without {}<>"\\`);
if (!SLUG.test(slug)) fail(`slug must be lower-case letters and digits: slug=my-product`);

const brand = readFileSync("brand.toml", "utf8");
const [, oldName] = brand.match(/^name = "(.*)"$/m);
writeFileSync(
  "brand.toml",
  brand
    .replace(/^name = ".*"$/m, () => `name = "${name}"`)
    .replace(/^slug = ".*"$/m, () => `slug = "${slug}"`),
);

// What README.md says about the template, not about a product made from it, is between two marks.
const readme = readFileSync("README.md", "utf8")
  .replace(/<!-- template -->[^]*?<!-- \/template -->\n*/g, "")
  .replaceAll(oldName, () => name);
writeFileSync("README.md", readme);

/** "Café Noir" becomes "cafe-noir". */
function slugOf(text) {
  const plain = text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  return plain.replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");
}

function fail(problem) {
  console.error(`error: ${problem}\n       For example: make rename name="Notebook"`);
  process.exit(2);
}
