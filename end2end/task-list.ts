import { expect, type Locator, type Page } from "@playwright/test";

/** A day of the calendar where the browser is, that many days from now, as forms write it. */
export function dayFromNow(days: number): string {
  const day = new Date();
  day.setDate(day.getDate() + days);
  const [month, date] = [day.getMonth() + 1, day.getDate()].map((number) => String(number).padStart(2, "0"));
  return `${day.getFullYear()}-${month}-${date}`;
}

/** The page `/tasks`, in the words of the person who uses it. */
export class TaskList {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  static async of(person: { page: Page }, query = ""): Promise<TaskList> {
    await person.page.goto(`/tasks${query}`);
    return new TaskList(person.page);
  }

  get newTask(): Locator {
    return this.#page.getByRole("textbox", { name: "New task" });
  }

  get newDueDate(): Locator {
    return this.#page.getByLabel("Due date", { exact: true });
  }

  get search(): Locator {
    return this.#page.getByRole("searchbox", { name: "Search tasks" });
  }

  get order(): Locator {
    return this.#page.getByRole("combobox", { name: "Sort by" });
  }

  /** With the number of tasks behind it. */
  filter(name: "All" | "Open" | "Done"): Locator {
    return this.#page.getByRole("navigation", { name: "Tasks by state" }).getByRole("link", { name });
  }

  /** What the page has to say that is no problem. */
  get news(): Locator {
    return this.#page.getByRole("main").getByRole("status");
  }

  get undo(): Locator {
    return this.news.getByRole("button", { name: "Undo" });
  }

  get items(): Locator {
    return this.#page.getByRole("list", { name: "Tasks", exact: true }).getByRole("listitem");
  }

  item(name: string): Locator {
    return this.items.filter({ hasText: name });
  }

  button(verb: "Complete" | "Reopen" | "Rename" | "Delete", name: string): Locator {
    return this.#page.getByRole("button", { name: `${verb} ${name}`, exact: true });
  }

  /** Presses and waits for the server's answer, so that what follows finds the change made. */
  async press(verb: "Complete" | "Reopen" | "Delete", name: string): Promise<void> {
    const answered = this.#page.waitForResponse(/\/api\/tasks\//);
    await this.button(verb, name).click();
    await answered;
  }

  async add(...names: string[]): Promise<void> {
    for (const name of names) {
      await this.newTask.fill(name);
      await this.#page.getByRole("button", { name: "Add", exact: true }).click();
      await this.isOpen(name);
    }
  }

  async addDue(name: string, due: string): Promise<void> {
    await this.newDueDate.fill(due);
    await this.add(name);
    await expect(this.newDueDate).toHaveValue("");
  }

  async find(text: string): Promise<void> {
    await this.search.fill(text);
    await this.#page.getByRole("button", { name: "Search", exact: true }).click();
    await this.#page.waitForURL((url) => url.searchParams.get("q") === text);
  }

  async rename(name: string, to: string): Promise<void> {
    await this.button("Rename", name).click();
    await this.nameOf(name).fill(to);
    await this.save(name);
  }

  nameOf(name: string): Locator {
    return this.#page.getByRole("textbox", { name: `New name of ${name}` });
  }

  dueDateOf(name: string): Locator {
    return this.#page.getByLabel(`Due date of ${name}`, { exact: true });
  }

  async save(name: string): Promise<void> {
    await this.#page.getByRole("button", { name: `Save ${name}`, exact: true }).click();
  }

  /** These and no others, in this order. */
  async shows(...names: string[]): Promise<void> {
    await expect(this.items).toHaveCount(names.length);
    for (const [at, name] of names.entries()) await expect(this.items.nth(at)).toContainText(name);
  }

  async isOpen(name: string): Promise<void> {
    await expect(this.button("Complete", name)).toBeVisible();
  }

  async isDone(name: string): Promise<void> {
    await expect(this.button("Reopen", name)).toBeVisible();
  }

  async isGone(name: string): Promise<void> {
    await expect(this.item(name)).toHaveCount(0);
  }

  async reload(): Promise<void> {
    await this.#page.reload();
  }
}
