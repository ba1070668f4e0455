// check-files.mjs SCHEMAS: validates the files that GitHub and editors read against their published
// schemas, which scripts/setup/file-schemas.sh has put into the directory SCHEMAS.
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";
import Ajv from "ajv";
import { parse } from "yaml";

/** The first pattern that matches a path names its schema; without one only the syntax counts. */
const KINDS = [
  { files: /^\.github\/workflows\/[^/]+\.ya?ml$/, schema: "github-workflows" },
  { files: /^\.github\/dependabot\.ya?ml$/, schema: "dependabot" },
  { files: /^\.github\/ISSUE_TEMPLATE\/config\.ya?ml$/, schema: "github-issue-config" },
  { files: /^\.github\/ISSUE_TEMPLATE\/[^/]+\.ya?ml$/, schema: "github-issue-forms" },
  // No package publishes the schemas of these.
  { files: /^\.devcontainer\/.*\.json$/ },
  { files: /^\.vscode\/.*\.json$/ },
];

/** One sentence for each error in these files, `{ path: text }`. */
export function errorsIn(files, schemas) {
  return Object.entries(files).flatMap(([path, text]) => {
    const kind = KINDS.find(({ files }) => files.test(path));
    if (!kind) return [];
    try {
      const content = path.endsWith(".json") ? JSON.parse(text) : parse(text);
      if (!kind.schema || !schemas) return [];
      return schemaErrors(path, content, `${schemas}/${kind.schema}.json`);
    } catch (error) {
      return [`${path}: ${error.message}`];
    }
  });
}

function schemaErrors(path, content, schema) {
  // Not strict: the schemas have keywords for editors. Formats such as `uri` are annotations.
  const options = { strict: false, allErrors: true, validateFormats: false };
  const validate = new Ajv(options).compile(JSON.parse(readFileSync(schema, "utf8")));
  if (validate(content)) return [];
  return validate.errors.map(({ instancePath, message, params }) => {
    const detail = params.additionalProperty ?? params.allowedValues?.join(", ");
    return `${path}: ${instancePath || "/"} ${message}${detail ? `: ${detail}` : ""}`;
  });
}

/** The files of KINDS that git tracks or would add, by path. */
export function readRepository(root) {
  const list = ["ls-files", "--cached", "--others", "--exclude-standard", "-z"];
  const paths = execFileSync("git", list, { cwd: root, maxBuffer: 1 << 26 }).toString().split("\0");
  const known = paths.filter((path) => KINDS.some(({ files }) => files.test(path)));
  const present = known.filter((path) => existsSync(`${root}/${path}`));
  return Object.fromEntries(present.map((path) => [path, readFileSync(`${root}/${path}`, "utf8")]));
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [, , directory] = process.argv;
  const schemas = existsSync(directory) ? directory : undefined;
  const files = readRepository(fileURLToPath(new URL("..", import.meta.url)));
  const errors = errorsIn(files, schemas);
  if (!schemas) {
    const missing = "The schemas are not installed, because python3 has no pip";
    if (process.env.CI) errors.push(`${missing}.`);
    else console.log(`${missing}: only the syntax was checked.`);
  }
  for (const error of errors) console.error(error);
  const count = Object.keys(files).length;
  console.log(errors.length ? `${errors.length} errors.` : `${count} files are valid.`);
  process.exitCode = errors.length ? 1 : 0;
}
