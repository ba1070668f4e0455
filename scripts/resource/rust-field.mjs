// What the code of a resource says of one of its fields.
import { typeOf } from "./words.mjs";

const WIDTH = 100;

/** The type of a column in the row and in the draft. */
export function rustType(spec, column) {
  if (column.kind === "bool") return "bool";
  const type = column.kind === "date" ? "Date" : typeOf(spec, column);
  return column.required ? type : `Option<${type}>`;
}

export function parsed(spec, { name, kind, required, ...column }) {
  const type = kind === "date" ? "Date" : typeOf(spec, { name, ...column });
  const parse = required ? "parse" : "parse_optional";
  return `        let ${name} = ${type}::${parse}("${name}", ${name})?;\n`;
}

export const initialized = ({ name, kind }) =>
  (kind === "bool" ? `${name}: ${name} == "true"` : name);

/** What a field contains: nothing, or the value of the row that is edited. */
export function initial(spec, column) {
  const { singular } = spec;
  const { name, kind, required } = column;
  if (kind === "bool") {
    return `if row.is_some_and(|${singular}| ${singular}.${name}) { "true" } else { "" }`;
  }
  if (kind === "date") {
    return `row.and_then(|${singular}| ${singular}.${name}.as_ref()).map(Date::to_string)`;
  }
  if (required) return `row.map_or("", |${singular}| ${singular}.${name}.as_str())`;
  const value = `row.and_then(|${singular}| ${singular}.${name}.as_ref())`;
  return `${value}.map_or("", ${typeOf(spec, column)}::as_str)`;
}

export const borrowed = ({ name, kind }) =>
  (kind === "date" ? `&${name}.unwrap_or_default()` : name);

/** The control of a field, in one line if it fits. */
export function control(spec, column) {
  const { name, kind, required, multiline } = column;
  const attributes = {
    bool: "",
    date: ' kind="date"',
    text: ` maxlength=${typeOf(spec, column)}::MAX${required ? " required=true" : ""}`,
  }[kind];
  const component = kind === "bool" ? "Checkbox" : multiline ? "TextArea" : "TextField";
  const element = `<${component} field=${name}${attributes} />`;
  const indent = " ".repeat(12);
  const line = `${indent}<div class="field">${element}</div>\n`;
  if (line.trimEnd().length <= WIDTH) return line;
  return `${indent}<div class="field">\n${indent}    ${element}\n${indent}</div>\n`;
}

/** What a row shows where the checkbox is checked. */
export const badge = (spec, { name }) => `\
        let ${name} = self.${name}.then(|| t!(${spec.name}.form.${name}));
        let ${name} = ${name}.map(|label| view! { <span class="badge">{label}</span> });
`;

/** A field in the one line that a row is described in. */
export function detail(spec, column) {
  const { name, kind, required } = column;
  if (kind === "date") {
    return `        let ${name} = self.${name}.as_ref().map(|date| {
            view! {
                <span class="detail">
                    {t!(${spec.name}.form.${name})} " "
                    <time datetime=date.to_string()>{dates::format_date(date)}</time>
                </span>
            }
        });
`;
  }
  if (required) {
    return `        let ${name} = self.${name}.to_string();
        let ${name} = view! { <span class="detail" dir="auto">{${name}}</span> };
`;
  }
  const toString = `${typeOf(spec, column)}::to_string`;
  return `        let ${name} = self.${name}.as_ref().map(${toString});
        let ${name} = ${name}.map(|text| view! { <span class="detail" dir="auto">{text}</span> });
`;
}
