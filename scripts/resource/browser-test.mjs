// The entry of a resource in end2end/resources.ts.
import { sentence } from "./words.mjs";
import { textsIn } from "./texts.mjs";

/** @param {ReturnType<import("./spec.mjs").parseSpec>} spec */
export function browserTestEntry(spec) {
  const { path, columns, title } = spec;
  const texts = textsIn("en", spec);
  const flag = columns.find(({ kind }) => kind === "bool");
  const label = (column) => sentence(column.name);
  const others = columns.filter((column) => column.required && column !== title);
  const required = others.map(
    ({ name }) => `{ label: "${sentence(name)}", parameter: "${name}", value: "Text" }`,
  );
  const filter = `
    filter: {
      parameter: "show",
      before: { name: "${texts.filter?.other}", value: "other" },
      after: { name: "${flag && label(flag)}", value: "${flag?.name}" },
      change: (list, name) => list.check(name, "${flag && label(flag)}"),
    },`;
  return `  {
    resource: {
      path: "${path}",
      heading: "${texts.title}",
      list: "${texts.title}",
      nameField: "${label(title)}",
      nameParameter: "${title.name}",
      addButton: "${texts.add}",
      search: "${texts.search.label}",
      filter: "${texts.filter?.label ?? ""}",
      empty: "${texts.empty.title}",${
        required.length ? `\n      requiredFields: [\n${list(required)}      ],` : ""
      }
    },${flag ? filter : ""}
    sortByName: { label: "${label(title)}", value: "${title.name}" },
  },
`;
}

const list = (entries) => entries.map((entry) => `        ${entry},\n`).join("");
