// The texts of a resource. What no program knows is in words that fit every noun; the command then
// says which texts want a better one.
import { sentence, words } from "./words.mjs";

/** @param {ReturnType<import("./spec.mjs").parseSpec>} spec */
const english = ({ name, singular, columns, filter }) => ({
  title: sentence(name),
  description: `Your ${words(name)}, visible only to you.`,
  lead: `Your ${words(name)}, visible only to you.`,
  add: `Add ${words(singular)}`,
  form: labels(columns),
  ...(filter && {
    filter: { label: `Filter ${words(name)}`, other: `Not ${words(filter.name)}` },
  }),
  search: {
    label: `Search ${words(name)}`,
    placeholder: `Search by ${searchedOf(columns).map(words).join(" or ")}`,
  },
  empty: { title: `No ${words(name)} yet`, hint: `Add your first ${words(singular)}.` },
});

/** @param {ReturnType<import("./spec.mjs").parseSpec>} spec */
const german = ({ name, columns, filter }) => ({
  title: sentence(name),
  description: "Ihre Einträge, nur für Sie sichtbar.",
  lead: "Ihre Einträge, nur für Sie sichtbar.",
  add: "Eintrag hinzufügen",
  form: labels(columns),
  ...(filter && { filter: { label: "Einträge filtern", other: "Alle anderen" } }),
  search: {
    label: "Einträge suchen",
    placeholder: `Nach ${searchedOf(columns).map(sentence).join(" oder ")} suchen`,
  },
  empty: { title: "Noch keine Einträge", hint: "Fügen Sie Ihren ersten Eintrag hinzu." },
});

const labels = (columns) =>
  Object.fromEntries(columns.map(({ name }) => [name, sentence(name)]));

const searchedOf = (columns) =>
  columns.filter(({ kind }) => kind === "text").map(({ name }) => name);

/** The texts of a language; English for the languages that this script doesn't know. */
export function textsIn(language, spec) {
  const filter = spec.columns.find(({ kind }) => kind === "bool");
  return ({ de: german }[language] ?? english)({ ...spec, filter });
}

/** The texts as the last entry of a file of texts: a line for each text, or group of texts. */
export function asEntry(name, texts) {
  const lines = Object.entries(texts).map(([key, text]) => `    "${key}": ${inOneLine(text)}`);
  return `  "${name}": {\n${lines.join(",\n")}\n  }`;
}

function inOneLine(text) {
  if (typeof text === "string") return JSON.stringify(text);
  const entries = Object.entries(text).map(([key, value]) => `"${key}": ${JSON.stringify(value)}`);
  return `{ ${entries.join(", ")} }`;
}
