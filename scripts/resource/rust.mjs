// The code of a resource: its row, its form and how it looks.
import {
  badge, borrowed, control, detail, initial, initialized, parsed, rustType,
} from "./rust-field.mjs";
import { pascal, sentence, typeOf } from "./words.mjs";

/** @param {ReturnType<import("./spec.mjs").parseSpec>} spec */
export function code(spec) {
  const { name, singular, path, columns, title } = spec;
  const [Row, Rows] = [pascal(singular), pascal(name)];
  const ofKind = (kind) => columns.filter((column) => column.kind === kind);
  const [texts, dates, flags] = ["text", "date", "bool"].map(ofKind);
  const [flag] = flags;
  const names = columns.map((column) => column.name);
  const endpoint = path.slice(1);

  return `//! ${sentence(name)}: the list at \`${path}\`.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr, VariantArray};

use crate::{
    i18n::${dates.length ? "{dates, t}" : "t"},
    list::{
        page::list_page,
        row::{${flag ? "Filter, " : ""}ListRow, NEWEST_FIRST, ${flag ? "" : "NoFilter, "}Sort},
        server_functions,
        view::{ListTexts, ListView},
    },
    model::{
        date::Date,
        id::Id,
        text::${oneOrMore([
          texts.some((column) => column.multiline) && "MultilineText",
          texts.some((column) => !column.multiline) && "Text",
        ])},
        validation::ValidationError,
        version::Version,
    },
    ui::field::${oneOrMore([
      flag && "Checkbox",
      "FormState",
      texts.some((column) => column.multiline) && "TextArea",
      (dates.length > 0 || texts.some((column) => !column.multiline)) && "TextField",
    ])},
};

/// A row of \`public.${name}\`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ${Row} {
    pub id: Id<Self>,
${each(columns, (column) => `    pub ${column.name}: ${rustType(spec, column)},\n`)}\
    pub updated_at: Version,
}

${each(texts, (column) => {
  const kind = column.multiline ? "MultilineText" : "Text";
  return `pub type ${typeOf(spec, column)} = ${kind}<${column.max}>;\n`;
})}
impl ListRow for ${Row} {
    const TABLE: &'static str = "${name}";
    const COLUMNS: &'static str = "${["id", ...names, "updated_at"].join(",")}";
    const SEARCHED: &'static [&'static str] = &[${texts.map((c) => `"${c.name}"`).join(", ")}];
    const PATH: &'static str = "${path}";

    type Filter = ${flag ? `${Row}Filter` : "NoFilter"};
    type Sort = ${Row}Sort;

    fn key(&self) -> (Id<Self>, &Version) {
        (self.id, &self.updated_at)
    }

    fn name(&self) -> String {
        self.${title.name}.to_string()
    }
}

/// The columns that a member sets in the form.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct ${Row}Draft {
${each(columns, (column) => `    ${column.name}: ${rustType(spec, column)},\n`)}}

impl ${Row}Draft {
    /// # Errors
    /// The first field that breaks a rule.
    pub fn parse(${names.map((field) => `${field}: &str`).join(", ")}) \
-> Result<Self, ValidationError> {
${each([...texts, ...dates], (column) => parsed(spec, column))}\
        Ok(Self { ${columns.map(initialized).join(", ")} })
    }
}
${flag ? filter(Row, flag) : ""}
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum ${Row}Sort {
    #[default]
    Newest,
    ${pascal(title.name)},
}

impl Sort for ${Row}Sort {
    fn order(self) -> &'static str {
        match self {
            Self::Newest => NEWEST_FIRST,
            Self::${pascal(title.name)} => "${title.name}.asc,id.asc",
        }
    }
}

server_functions! {
    ${Row}(${Row}Draft { ${names.join(", ")} });
    list_${name} = "${endpoint}/list",
    add_${singular} = "${endpoint}/add",
    edit_${singular} = "${endpoint}/edit",
    delete_${singular} = "${endpoint}/delete",
    restore_${name} = "${endpoint}/restore",
}

#[component]
pub fn ${Rows}Page() -> impl IntoView {
    list_page::<${Row}, _>(list_${name})
}

impl ListView for ${Row} {
    fn texts() -> ListTexts {
        ListTexts {
            title: t!(${name}.title),
            description: t!(${name}.description),
            lead: t!(${name}.lead),
            list: t!(${name}.title),
            add: t!(${name}.add),
            filter: ${flag ? `t!(${name}.filter.label)` : '""'},
            search: t!(${name}.search.label),
            search_placeholder: t!(${name}.search.placeholder),
            empty: t!(${name}.empty.title),
            empty_hint: t!(${name}.empty.hint),
        }
    }

    fn filter_label(filter: ${flag ? `${Row}Filter` : "NoFilter"}) -> &'static str {
${
  flag
    ? `        match filter {
            ${Row}Filter::${pascal(flag.name)} => t!(${name}.form.${flag.name}),
            ${Row}Filter::Other => t!(${name}.filter.other),
        }`
    : "        match filter {}"
}
    }

    fn sort_label(sort: ${Row}Sort) -> &'static str {
        match sort {
            ${Row}Sort::Newest => t!(list.sort.newest),
            ${Row}Sort::${pascal(title.name)} => t!(${name}.form.${title.name}),
        }
    }

    fn content(&self, today: &Date) -> AnyView {
${each(flags, (column) => badge(spec, column))}\
        view! { <div class="what">{self.details(today)}\
${each(flags, (column) => ` " " {${column.name}}`)}</div> }.into_any()
    }

    fn fields(form: &FormState, row: Option<&Self>) -> AnyView {
${each(columns, (column) => `        let ${column.name} = ${initial(spec, column)};\n`)}\
${each(columns, (column) => `        let ${column.name} = \
form.field("${column.name}", t!(${name}.form.${column.name}), ${borrowed(column)});\n`)}\
        view! {
${each(columns, (column) => control(spec, column))}\
        }
        .into_any()
    }

    fn details(&self, _today: &Date) -> AnyView {
${each([...texts.slice(1), ...dates], (column) => detail(spec, column))}\
        view! { <b class="name" dir="auto">{self.${title.name}.to_string()}</b>\
${each([...texts.slice(1), ...dates], (column) => ` " " {${column.name}}`)} }.into_any()
    }
}
`;
}

function filter(Row, { name }) {
  return `
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum ${Row}Filter {
    ${pascal(name)},
    Other,
}

impl Filter for ${Row}Filter {
    fn condition(self) -> (&'static str, &'static str) {
        ("${name}", if self == Self::${pascal(name)} { "true" } else { "false" })
    }

    fn includes_new_rows(self) -> bool {
        self == Self::Other
    }
}
`;
}

const each = (items, write) => items.map(write).join("");

/** One name, or several in braces. */
function oneOrMore(names) {
  const used = names.filter(Boolean);
  return used.length === 1 ? used[0] : `{${used.join(", ")}}`;
}
