import { expect, type Locator, type Page } from "@playwright/test";
import { seed } from "./seed.ts";
import type { User } from "./users.ts";

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
  filter: string;
  empty: string;
  noMatch: string;
  showAll: string;
  /** The server functions are `/api/{api}/…`; `add` takes the name in `nameParameter`. */
  api: string;
  nameParameter: string;
  /** The server functions that take the id of an item. */
  itemFunctions: string[];
}

/** The page of one resource, with what all lists can do. */
export class ListPage {
  readonly page: Page;
  readonly resource: Resource;

  constructor(page: Page, resource: Resource) {
    this.page = page;
    this.resource = resource;
  }

  async goto(query = ""): Promise<void> {
    await this.page.goto(this.resource.path + query);
  }

  async reload(): Promise<void> {
    await this.page.reload();
  }

  // The add form.

  get nameField(): Locator {
    return this.page.getByRole("textbox", { name: this.resource.nameField, exact: true });
  }

  get addButton(): Locator {
    return this.button(this.resource.addButton);
  }

  async add(...names: string[]): Promise<void> {
    for (const name of names) {
      await this.nameField.fill(name);
      await this.addButton.click();
      await this.expectItem(name);
      await expect(this.nameField).toHaveValue("");
    }
  }

  /** Adds items without the page; the last one is the newest. */
  async seed(user: User, ...names: string[]): Promise<void> {
    const { api, nameParameter } = this.resource;
    await seed(user, `${api}/add`, ...names.map((name) => ({ [nameParameter]: name })));
  }

  // Rows.

  get items(): Locator {
    const list = this.page.getByRole("list", { name: this.resource.list, exact: true });
    return list.getByRole("listitem");
  }

  /** The row of an item that is not being edited. */
  item(name: string): Locator {
    return this.items.filter({ has: this.editButton(name) });
  }

  editButton(name: string): Locator {
    return this.button(this.resource.editButton(name));
  }

  deleteButton(name: string): Locator {
    return this.button(this.resource.deleteButton(name));
  }

  async delete(name: string): Promise<void> {
    await this.waitForServer(() => this.deleteButton(name).click());
    await this.expectNoItem(name);
  }

  // The edit form of a row.

  editField(name: string): Locator {
    return this.page.getByRole("textbox", { name: this.resource.editField(name), exact: true });
  }

  cancelLink(name: string): Locator {
    return this.page.getByRole("link", { name: this.resource.cancelLink(name), exact: true });
  }

  async save(name: string): Promise<void> {
    await this.button(this.resource.saveButton(name)).click();
  }

  async rename(name: string, newName: string): Promise<void> {
    await this.editButton(name).click();
    await this.editField(name).fill(newName);
    await this.save(name);
  }

  // What is shown, and in which order.

  get searchField(): Locator {
    return this.page.getByRole("searchbox", { name: this.resource.search });
  }

  get sortField(): Locator {
    return this.page.getByRole("combobox", { name: "Sort by" });
  }

  async search(text: string): Promise<void> {
    await this.searchField.fill(text);
    await this.button("Search").click();
    await this.page.waitForURL((url) => url.searchParams.get("q") === text);
  }

  async sort(label: string): Promise<void> {
    await this.sortField.selectOption(label);
    await this.button("Search").click();
  }

  /** The link of a filter; its text ends with the number of items. */
  filterLink(name: string): Locator {
    const filter = this.page.getByRole("navigation", { name: this.resource.filter });
    return filter.getByRole("link", { name });
  }

  get pagination(): Locator {
    return this.page.getByRole("navigation", { name: "Pagination" });
  }

  // Messages.

  get status(): Locator {
    return this.page.getByRole("main").getByRole("status");
  }

  get undoButton(): Locator {
    return this.status.getByRole("button", { name: "Undo" });
  }

  // Expectations.

  async expectItem(name: string): Promise<void> {
    await expect(this.editButton(name)).toBeVisible();
  }

  async expectNoItem(name: string): Promise<void> {
    await expect(this.item(name)).toHaveCount(0);
  }

  /** Exactly these items, in this order. */
  async expectItems(...names: string[]): Promise<void> {
    await expect(this.items).toHaveCount(names.length);
    for (const [index, name] of names.entries()) {
      await expect(this.items.nth(index)).toContainText(name);
    }
  }

  /** The parameters in the URL, without the one of an undo notice. */
  async expectQuery(query: Record<string, string>): Promise<void> {
    await expect(this.page).toHaveURL((url) => {
      const parameters = [...url.searchParams].filter(([name]) => name !== "deleted");
      const sorted = (entries: string[][]) => JSON.stringify(entries.toSorted());
      const matches = sorted(parameters) === sorted(Object.entries(query));
      return url.pathname === this.resource.path && matches;
    });
  }

  button(name: string): Locator {
    return this.page.getByRole("button", { name, exact: true });
  }

  /** Runs `action` and waits for the response to its request, so that the change is stored. */
  async waitForServer(action: () => Promise<void>): Promise<void> {
    const response = this.page.waitForResponse(new RegExp(`/api/${this.resource.api}/`));
    await action();
    await response;
  }
}
