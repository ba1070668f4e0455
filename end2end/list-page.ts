import { expect, type Locator, type Page } from "@playwright/test";
import type { Resource } from "./list-resource.ts";
import { seed } from "./seed.ts";
import type { User } from "./users.ts";

/** Opens the page of a resource, with what all lists can do. */
export async function openList(
  resource: Resource,
  { page }: Pick<User, "page">,
  query = "",
): Promise<ListPage> {
  const list = new ListPage(page, resource);
  await list.goto(query);
  return list;
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

  /** The most characters of a name. */
  async maxLength(): Promise<number> {
    return Number(await this.nameField.getAttribute("maxlength"));
  }

  /** Fills in the add form and submits it. */
  async submit(name: string): Promise<void> {
    for (const { label, value } of this.resource.requiredFields) {
      await this.page.getByLabel(label, { exact: true }).fill(value);
    }
    await this.nameField.fill(name);
    await this.addButton.click();
  }

  async add(...names: string[]): Promise<void> {
    for (const name of names) {
      await this.submit(name);
      await this.expectItem(name);
      await expect(this.nameField).toHaveValue("");
    }
  }

  /** Adds items without the page; the last one is the newest. */
  async seed(user: User, ...names: string[]): Promise<void> {
    const { api, nameParameter, requiredFields } = this.resource;
    const others = Object.fromEntries(
      requiredFields.map((field) => [field.parameter, field.value]),
    );
    const forms = names.map((name) => ({ ...others, [nameParameter]: name }));
    await seed(user, `${api}/add`, ...forms);
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

  /** Checks a checkbox in the form of a row. */
  async check(name: string, label: string): Promise<void> {
    await this.editButton(name).click();
    await this.page.getByRole("checkbox", { name: `${label} of ${name}`, exact: true }).check();
    await this.waitForServer(() => this.save(name));
  }

  /** Fills in a text field, or selects an option, in the form of a row. */
  async fill(name: string, label: string, value: string): Promise<void> {
    await this.editButton(name).click();
    const field = this.page.getByLabel(`${label} of ${name}`, { exact: true });
    const isSelect = await field.evaluate((element) => element.tagName === "SELECT");
    await (isSelect ? field.selectOption(value) : field.fill(value));
    await this.waitForServer(() => this.save(name));
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
