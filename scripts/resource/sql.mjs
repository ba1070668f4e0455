// The migration of a resource.

/** @param {ReturnType<import("./spec.mjs").parseSpec>} spec */
export function migration({ name, columns, title }) {
  const define = (column) => `    ${definition(name, column, column === title)},\n`;
  const lines = columns.map(define).join("");
  return `create table public.${name} (
    id uuid primary key default gen_random_uuid(),
    user_id uuid not null default auth.uid() references public.users on delete cascade,
${lines}    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
);
select private.make_user_owned('public.${name}');
`;
}

function definition(table, { name, kind, required, max, multiline }, isTitle) {
  const constraint = (what, check) =>
    `\n        constraint ${table}_${name}_${what} check (${check})`;
  if (kind === "bool") return `${name} boolean not null default false`;
  if (kind === "date") {
    const range = `${name} between date '1000-01-01' and date '9999-12-31'`;
    return `${name} date${constraint("range", range)}`;
  }
  const length = constraint("length", `char_length(btrim(${name})) between 1 and ${max}`);
  const printable = constraint("printable", `${name} !~ '[\\u0001-\\u001f\\u007f-\\u009f]'`);
  // Lists are sorted by the title, as readers of any language expect.
  const sorted = isTitle || !multiline ? ' collate "und-x-icu"' : "";
  const type = `text${sorted}${required ? " not null" : ""}`;
  return `${name} ${type}${length}${multiline ? "" : printable}`;
}
