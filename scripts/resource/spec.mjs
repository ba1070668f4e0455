// What `make resource` is told: the name of a table and its columns.

/** Texts with more characters than this get a field of several lines. */
const MAX_ONE_LINE = 300;

const IDENTIFIER = /^[a-z][a-z0-9]*(?:_[a-z0-9]+)*$/;

/** Every table of `private.make_user_owned` has these, or every form. */
const COMMON_FIELDS = ["id", "user_id", "created_at", "updated_at", "version", "return_to"];

/** The most characters of all texts of a form: what a request may contain (`MAX_BODY_LENGTH`),
 * with 12 bytes for each character. */
const MAX_CHARACTERS = 5400;

/** In the code or in queries of every list they have a meaning. */
const TAKEN = ["newest", "other", "form", "row", "page", "all", "opened", "deletion", "today"];

/** Reserved words of Postgres that are none of Rust. */
const SQL_KEYWORDS = `all analyse analyze and any array asc asymmetric both case cast check collate
  column constraint create current_catalog current_date current_role current_time
  current_timestamp current_user default deferrable desc distinct end except false fetch foreign
  from grant group having initially intersect into lateral leading limit localtime localtimestamp
  not null offset on only or order placing primary references returning select session_user some
  symmetric system_user table then to trailing union unique user using variadic when window
  with`.split(/\s+/);

const RUST_KEYWORDS = `as async await break const continue crate dyn else enum extern false fn for
  gen if impl in let loop match mod move mut pub ref return self static struct super trait true type
  unsafe use where while abstract become box do final macro override priv try typeof unsized virtual
  yield`.split(/\s+/);

/** A request that can't be fulfilled. The message says why. */
export class InvalidSpec extends Error {}

/**
 * Parses `name="notes" fields="title:text(120) body:text(5000)? pinned:bool"`.
 * @param {{name?: string, singular?: string, fields?: string}} variables
 */
export function parseSpec({ name = "", singular, fields = "" }) {
  expect(IDENTIFIER.test(name), "name must be a plural in lower case, such as name=notes");
  const one = singular || singularOf(name);
  expect(
    IDENTIFIER.test(one) && one !== name,
    `What is one of ${name} called? Say it, such as singular=note`,
  );
  const columns = fields.split(/\s+/).filter(Boolean).map(parseField);
  const [title] = columns;
  expect(
    title?.kind === "text" && title.required,
    "The first field names a row: it must be a text that is required, such as title:text(120)",
  );
  const names = columns.map((column) => column.name);
  const twice = names.find((column, index) => names.indexOf(column) !== index);
  expect(!twice, `The field ${twice} is there twice`);
  for (const word of [name, one, ...names]) {
    expect(!RUST_KEYWORDS.includes(word), `${word} is a keyword of Rust: use another word`);
    expect(!SQL_KEYWORDS.includes(word), `${word} is a keyword of SQL: use another word`);
  }
  const characters = columns.reduce((sum, { max = 0 }) => sum + max, 0);
  expect(
    characters <= MAX_CHARACTERS,
    `The texts have ${characters} characters together, and a form has room for ${MAX_CHARACTERS}`,
  );
  return { name, singular: one, path: `/${name.replaceAll("_", "-")}`, columns, title };
}

/** One of `title:text(120)`, `body:text(5000)?`, `due:date?`, `pinned:bool`. */
function parseField(text) {
  const [, name, type, max, optional] =
    text.match(/^(\w+):(text|date|bool)(?:\((\d+)\))?(\?)?$/) ?? [];
  expect(
    name,
    `${text} is not understood: write title:text(120), body:text(5000)?, due:date? or pinned:bool`,
  );
  expect(IDENTIFIER.test(name), `The field ${name} must be in lower case, such as due_on`);
  expect(!COMMON_FIELDS.includes(name), `Every list has ${name} already`);
  expect(!TAKEN.includes(name), `${name} has a meaning in every list: use another word`);
  const problem = {
    text: Number(max) >= 1 ? "" : "say the most characters: text(120)",
    date: max || !optional ? "a date is optional: date?" : "",
    bool: max || optional ? "it is written bool" : "",
  }[type];
  expect(!problem, `${text}: ${problem}`);
  const column = { name, kind: type, required: type === "text" && !optional };
  return type === "text"
    ? { ...column, max: Number(max), multiline: Number(max) > MAX_ONE_LINE }
    : column;
}

function singularOf(name) {
  if (name.endsWith("ies")) return `${name.slice(0, -3)}y`;
  if (/(?:ss|x|ch|sh)es$/.test(name)) return name.slice(0, -2);
  return name.replace(/s$/, "");
}

function expect(condition, problem) {
  if (!condition) throw new InvalidSpec(problem);
}
