import { expect, test } from "../fixtures.ts";
import { TaskList } from "../task-list.ts";

test.describe("tasks", () => {
  test("there are none at first", async ({ member }) => {
    await TaskList.of(member);
    await expect(member.page.getByText("No tasks yet")).toBeVisible();
  });

  test("what is added stays, the newest first", async ({ member }) => {
    const tasks = await TaskList.of(member);
    await tasks.add("Buy milk", "Call Ada");
    await expect(tasks.items).toHaveCount(2);
    await expect(tasks.newTask).toHaveValue("");

    await tasks.reload();
    await expect(tasks.items.nth(0)).toContainText("Call Ada");
    await expect(tasks.items.nth(1)).toContainText("Buy milk");
    await expect(member.page.getByText("No tasks yet")).toBeHidden();
  });

  test("a name is trimmed", async ({ member }) => {
    const tasks = await TaskList.of(member);
    await tasks.newTask.fill("  Water the plants  ");
    await member.page.getByRole("button", { name: "Add", exact: true }).click();
    await tasks.isOpen("Water the plants");
  });

  test("a name is text, whatever it looks like", async ({ member }) => {
    const name = `<img src=x onerror="alert(1)"> & "quotes" 📎`;
    const tasks = await TaskList.of(member);
    await tasks.add(name);
    await tasks.reload();
    await tasks.isOpen(name);
  });

  test("a task is completed and reopened", async ({ member }) => {
    const tasks = await TaskList.of(member);
    await tasks.add("Buy milk");
    await tasks.press("Complete", "Buy milk");
    await tasks.isDone("Buy milk");
    await tasks.reload();
    await tasks.isDone("Buy milk");

    await tasks.press("Reopen", "Buy milk");
    await tasks.isOpen("Buy milk");
    await tasks.reload();
    await tasks.isOpen("Buy milk");
  });

  test("a task is renamed", async ({ member }) => {
    const tasks = await TaskList.of(member);
    await tasks.add("Buy milk");
    await tasks.rename("Buy milk", "Buy oat milk");
    await tasks.isOpen("Buy oat milk");
    await tasks.reload();
    await tasks.isOpen("Buy oat milk");
    await expect(tasks.items).toHaveCount(1);
  });

  test("a task is deleted", async ({ member }) => {
    const tasks = await TaskList.of(member);
    await tasks.add("Buy milk", "Call Ada");
    await tasks.press("Delete", "Buy milk");
    await tasks.isGone("Buy milk");
    await tasks.reload();
    await tasks.isGone("Buy milk");
    await tasks.isOpen("Call Ada");
  });

  test("what is completed is cleared, what is open stays", async ({ member }) => {
    const tasks = await TaskList.of(member);
    await tasks.add("Buy milk", "Call Ada", "Read a book");
    for (const name of ["Buy milk", "Read a book"]) {
      await tasks.press("Complete", name);
      await tasks.isDone(name);
    }
    await member.page.getByRole("button", { name: "Clear completed" }).click();
    await tasks.isGone("Buy milk");
    await tasks.isGone("Read a book");
    await tasks.reload();
    await expect(tasks.items).toHaveCount(1);
    await tasks.isOpen("Call Ada");
  });

  test("the dashboard counts them and shows the latest", async ({ member }) => {
    const tasks = await TaskList.of(member);
    await tasks.add("Buy milk", "Call Ada", "Read a book");
    await tasks.press("Complete", "Call Ada");
    await tasks.isDone("Call Ada");

    await member.page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Dashboard" }).click();
    const main = member.page.getByRole("main");
    await expect(main).toContainText(/2\s*open/i);
    await expect(main).toContainText(/1\s*done/i);
    await expect(main).toContainText("Read a book");
  });
});
