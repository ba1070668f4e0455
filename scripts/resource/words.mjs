// The names of a resource in code and on pages.

/** `reading_lists` becomes `ReadingLists`. */
export const pascal = (name) =>
  name.replace(/(?:^|_)([a-z0-9])/g, (_, letter) => letter.toUpperCase());

/** `reading_lists` becomes `reading lists`. */
export const words = (name) => name.replaceAll("_", " ");

/** `reading_lists` becomes `Reading lists`. */
export const sentence = (name) => words(name).replace(/^./, (letter) => letter.toUpperCase());

/** The type of a text column, such as `NoteTitle`. */
export const typeOf = (spec, column) => `${pascal(spec.singular)}${pascal(column.name)}`;
