/** The accessible names and texts of the page of one resource. */
export interface Resource {
  path: string;
  heading: string;
  list: string;
  /** The field of the add form that names an item, and the button of that form. */
  nameField: string;
  addButton: string;
  /** The button that opens the form of a row, its name field, and the link that closes it. */
  editButton: (name: string) => string;
  editField: (name: string) => string;
  cancelLink: (name: string) => string;
  saveButton: (name: string) => string;
  deleteButton: (name: string) => string;
  search: string;
  /** The accessible name of the filter; empty for a list without one. */
  filter: string;
  empty: string;
  noMatch: string;
  showAll: string;
  /** The server functions are `/api/{api}/…`; `add` takes the name in `nameParameter`. */
  api: string;
  nameParameter: string;
  /** The server functions that take the id of an item. */
  itemFunctions: string[];
  /** Text fields of the add form that must not be blank, besides the one with the name. */
  requiredFields: { label: string; parameter: string; value: string }[];
}

/** What the lists share, unless a resource says it in another way. */
type Shared =
  | "editButton"
  | "editField"
  | "cancelLink"
  | "saveButton"
  | "deleteButton"
  | "noMatch"
  | "showAll"
  | "api"
  | "itemFunctions"
  | "requiredFields";

/** What a resource has to say itself. */
export type OwnResource = Omit<Resource, Shared> & Partial<Resource>;

/** A resource with what it says itself, and else what lists share. */
export function listResource(own: OwnResource): Resource {
  return {
    editButton: (name) => `Edit ${name}`,
    editField: (name) => `${own.nameField} of ${name}`,
    cancelLink: (name) => `Cancel editing ${name}`,
    saveButton: (name) => `Save ${name}`,
    deleteButton: (name) => `Delete ${name}`,
    noMatch: "No matches",
    showAll: "Show all",
    api: own.path.slice(1),
    itemFunctions: ["edit", "delete"],
    requiredFields: [],
    ...own,
  };
}
