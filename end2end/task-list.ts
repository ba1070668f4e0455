import { expect, type Locator, type Page } from "@playwright/test";

/** The page `/tasks`, in the words of the person who uses it. */
export class TaskList {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  static async of(person: { page: Page }): Promise<TaskList> {
    await person.page.goto("/tasks");
    return new TaskList(person.page);
  }

  get newTask(): Locator {
    return this.#page.getByRole("textbox", { name: "New task" });
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

  async rename(name: string, to: string): Promise<void> {
    await this.button("Rename", name).click();
    await this.nameOf(name).fill(to);
    await this.save(name);
  }

  nameOf(name: string): Locator {
    return this.#page.getByRole("textbox", { name: `New name of ${name}` });
  }

  async save(name: string): Promise<void> {
    await this.#page.getByRole("button", { name: `Save ${name}`, exact: true }).click();
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
