import { expect, test } from "../fixtures.ts";
import { TaskPage } from "../task-page.ts";

test.describe("tasks", () => {
  test("a task is completed and reopened", async ({ member }) => {
    const tasks = await TaskPage.open(member);
    await tasks.add("Buy milk");
    await tasks.complete("Buy milk");
    await tasks.reload();
    await tasks.expectDone("Buy milk");

    await tasks.reopen("Buy milk");
    await tasks.reload();
    await tasks.expectOpen("Buy milk");
  });

  test("completed tasks are cleared, open ones stay", async ({ member }) => {
    const tasks = await TaskPage.open(member);
    await tasks.add("Buy milk", "Call Ada", "Read a book");
    for (const name of ["Buy milk", "Read a book"]) await tasks.complete(name);
    await tasks.button("Clear completed").click();
    await expect(tasks.status).toContainText("2 items were deleted.");
    await tasks.expectItems("Call Ada");
    await tasks.reload();
    await tasks.expectItems("Call Ada");
    await tasks.expectOpen("Call Ada");
  });

  test("undo restores every task that was cleared", async ({ member }) => {
    const tasks = await TaskPage.open(member);
    await tasks.add("Buy milk", "Call Ada", "Read a book");
    for (const name of ["Buy milk", "Read a book"]) await tasks.complete(name);
    await tasks.button("Clear completed").click();
    await tasks.expectItems("Call Ada");
    await tasks.undoButton.click();
    await tasks.expectItems("Read a book", "Call Ada", "Buy milk");
    await tasks.expectDone("Buy milk");
  });

  test("undo restores a done task as done", async ({ member }) => {
    const tasks = await TaskPage.open(member);
    await tasks.add("Buy milk");
    await tasks.complete("Buy milk");
    await tasks.delete("Buy milk");
    await expect(tasks.status).toContainText("“Buy milk” was deleted.");
    await tasks.undoButton.click();
    await tasks.expectDone("Buy milk");
  });

  test("completing a task that was deleted elsewhere is an error", async ({ member }) => {
    const tasks = await TaskPage.open(member);
    await tasks.add("Buy milk");
    const elsewhere = await TaskPage.open({ page: await member.context.newPage() });
    await elsewhere.delete("Buy milk");

    await tasks.completeButton("Buy milk").click();
    await expect(member.page.getByRole("alert")).toContainText("no longer exists");
    await tasks.expectNoItem("Buy milk");
  });

  test("completing a task that was renamed elsewhere shows its new name", async ({ member }) => {
    const tasks = await TaskPage.open(member);
    await tasks.add("Buy milk");
    const elsewhere = await TaskPage.open({ page: await member.context.newPage() });
    await elsewhere.rename("Buy milk", "Buy oat milk");
    await elsewhere.expectOpen("Buy oat milk");

    await tasks.clickComplete("Buy milk");
    await tasks.expectDone("Buy oat milk");
    await tasks.expectItems("Buy oat milk");
  });

  test("a new task is shown where it belongs", async ({ member }) => {
    const tasks = await TaskPage.open(member, "?show=open");
    await tasks.add("Water the plants");
    await tasks.expectQuery({ show: "open" });
    await tasks.goto("?show=done&q=goat");
    await tasks.add("Mow the lawn");
    await tasks.expectQuery({});
    await tasks.expectItems("Mow the lawn", "Water the plants");
  });

  test("tasks can be ordered by age", async ({ member }) => {
    const tasks = await TaskPage.open(member);
    await tasks.add("Buy milk", "Call Ada");
    await tasks.expectItems("Call Ada", "Buy milk");
    await tasks.sort("Oldest first");
    await tasks.expectItems("Buy milk", "Call Ada");
    await tasks.reload();
    await expect(tasks.sortField).toHaveValue("oldest");
  });

  test("the dashboard counts tasks and shows the latest", async ({ member }) => {
    const tasks = await TaskPage.open(member);
    await tasks.add("Buy milk", "Call Ada", "Read a book");
    await tasks.complete("Call Ada");

    const navigation = member.page.getByRole("navigation", { name: "Main" });
    await navigation.getByRole("link", { name: "Dashboard" }).click();
    const main = member.page.getByRole("main");
    await expect(main).toContainText(/2\s*open/i);
    await expect(main).toContainText(/1\s*completed/i);
    await expect(main).toContainText("Read a book");
  });
});
