import { expect, type Locator } from "@playwright/test";
import { ListPage, type Resource } from "./list-page.ts";

export const TASKS: Resource = {
  path: "/tasks",
  heading: "Tasks",
  list: "Tasks",
  nameField: "New task",
  addButton: "Add",
  editButton: (name) => `Rename ${name}`,
  editField: (name) => `New name of ${name}`,
  cancelLink: (name) => `Cancel editing ${name}`,
  saveButton: (name) => `Save ${name}`,
  deleteButton: (name) => `Delete ${name}`,
  search: "Search tasks",
  filter: "Tasks by status",
  empty: "No tasks yet",
  noMatch: "No matches",
  showAll: "Show all",
  api: "tasks",
  nameParameter: "name",
  itemFunctions: ["complete", "reopen", "edit", "delete"],
};

/** The page `/tasks`: due dates, and tasks that are open or done. */
export class TaskPage extends ListPage {
  static async open(user: { page: ListPage["page"] }, query = ""): Promise<TaskPage> {
    const tasks = new TaskPage(user.page, TASKS);
    await tasks.goto(query);
    return tasks;
  }

  get dueField(): Locator {
    return this.page.getByLabel("Due date", { exact: true });
  }

  editDueField(name: string): Locator {
    return this.page.getByLabel(`Due date of ${name}`, { exact: true });
  }

  async addDue(name: string, dueDate: string): Promise<void> {
    await this.dueField.fill(dueDate);
    await this.add(name);
    await expect(this.dueField).toHaveValue("");
  }

  completeButton(name: string): Locator {
    return this.button(`Complete ${name}`);
  }

  reopenButton(name: string): Locator {
    return this.button(`Reopen ${name}`);
  }

  /** The row leaves the list where a filter shows open tasks only. */
  async clickComplete(name: string): Promise<void> {
    await this.waitForServer(() => this.completeButton(name).click());
  }

  async complete(name: string): Promise<void> {
    await this.clickComplete(name);
    await this.expectDone(name);
  }

  async reopen(name: string): Promise<void> {
    await this.waitForServer(() => this.reopenButton(name).click());
    await this.expectOpen(name);
  }

  async expectOpen(name: string): Promise<void> {
    await expect(this.completeButton(name)).toBeVisible();
  }

  async expectDone(name: string): Promise<void> {
    await expect(this.reopenButton(name)).toBeVisible();
  }
}

/** The date some days from now, in the browser's time zone, as date fields write it. */
export function daysFromNow(days: number): string {
  const date = new Date();
  date.setDate(date.getDate() + days);
  const pad = (number: number) => String(number).padStart(2, "0");
  return `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`;
}
