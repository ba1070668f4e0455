import { expectAccessible } from "../../axe.ts";
import { BookPage } from "../../book-page.ts";
import { expect, test } from "../../fixtures.ts";
import { failRequests } from "../../intercept.ts";
import { TaskPage, daysFromNow } from "../../task-page.ts";

test.describe("axe finds no violation on", { tag: "@js" }, () => {
  // axe checks each state in two themes, which takes seconds.
  test.slow();

  test("the task list, empty and with tasks", async ({ member }) => {
    const { page } = member;
    const tasks = await TaskPage.open(member);
    await expectAccessible(page);
    await tasks.add("Buy milk", "Call Ada");
    await tasks.complete("Buy milk");
    await expectAccessible(page);
  });

  test("the forms of a task, open and rejected", async ({ member }) => {
    const { page } = member;
    const tasks = await TaskPage.open(member);
    await tasks.add("Buy milk");
    await tasks.editButton("Buy milk").click();
    await expectAccessible(page);
    await tasks.editField("Buy milk").fill(" ");
    await tasks.save("Buy milk");
    await expect(tasks.editField("Buy milk")).toHaveAttribute("aria-invalid", "true");
    await tasks.nameField.fill(" ");
    await tasks.addButton.click();
    await expect(tasks.nameField).toHaveAttribute("aria-invalid", "true");
    await expectAccessible(page);
  });

  test("due tasks, undo, and a search without a match", async ({ member }) => {
    const { page } = member;
    const tasks = await TaskPage.open(member);
    const dueIn = { "Pay the rent": -1, "Call Ada": 0, "Buy milk": 3, "Read a book": 4 };
    for (const [name, days] of Object.entries(dueIn)) {
      await tasks.addDue(name, daysFromNow(days));
    }
    for (const name of ["Read a book", "Buy milk"]) {
      await tasks.delete(name);
      await expect(tasks.status).toContainText(name);
    }
    for (const summary of await page.locator("main summary").all()) await summary.click();
    await expectAccessible(page);
    await page.goto("/dashboard");
    await expect(page.getByText("Overdue")).toBeVisible();
    await expectAccessible(page);
    await page.goto("/tasks?q=nothing");
    await expectAccessible(page);
  });

  test("a stale edit of a task", async ({ member }) => {
    const { page, context } = member;
    const tasks = await TaskPage.open(member);
    await tasks.add("Buy milk");
    await tasks.editButton("Buy milk").click();
    const elsewhere = await TaskPage.open({ page: await context.newPage() });
    await elsewhere.rename("Buy milk", "Buy oat milk");
    await elsewhere.expectOpen("Buy oat milk");
    await tasks.editField("Buy milk").fill("Buy soy milk");
    await tasks.save("Buy milk");
    await expect(page.getByRole("button", { name: "Save my version" })).toBeVisible();
    await expectAccessible(page);
  });

  test("the wishlist, empty and with a book in each status", async ({ member }) => {
    const { page } = member;
    const books = await BookPage.open(member);
    await expectAccessible(page);
    for (const title of ["Emma", "Middlemarch", "Orlando"]) {
      await books.addBook(title, "A. N. Author");
    }
    await books.setStatus("Emma", "Finished");
    await books.setStatus("Orlando", "Reading");
    await expectAccessible(page);
    await page.goto("/wishlist?q=nothing");
    await expectAccessible(page);
    await page.goto("/dashboard");
    await expectAccessible(page);
  });

  test("the forms of a book, open and rejected", async ({ member }) => {
    const { page } = member;
    const books = await BookPage.open(member);
    await books.add("Emma");
    await books.editButton("Emma").click();
    await expectAccessible(page);
    await books.editField("Emma").fill(" ");
    await books.save("Emma");
    await expect(books.editField("Emma")).toHaveAttribute("aria-invalid", "true");
    await expectAccessible(page);
    await page.goto("/wishlist");
    await books.nameField.fill(" ");
    await books.addButton.click();
    await expect(books.nameField).toHaveAttribute("aria-invalid", "true");
    await expectAccessible(page);
  });

  test("the dashboard, without tasks and with some", async ({ member }) => {
    const { page } = member;
    await page.goto("/dashboard");
    await expectAccessible(page);
    await (await TaskPage.open(member)).add("Buy milk", "Call Ada");
    await page.goto("/dashboard");
    await expect(page.getByText("Call Ada")).toBeVisible();
    await expectAccessible(page);
  });

  test("a failed request, and a form without a connection", async ({ member }) => {
    const { page, context, consoleGuard } = member;
    consoleGuard.allow(/503.*tasks\/complete/);
    consoleGuard.allow(/ERR_INTERNET_DISCONNECTED/);
    const tasks = await TaskPage.open(member);
    await tasks.add("Buy milk");
    await failRequests(page, "tasks/complete");
    await tasks.completeButton("Buy milk").click();
    await expect(page.getByRole("alert")).toContainText("Nothing was changed");
    await expectAccessible(page);

    const books = await BookPage.open(member);
    await page.waitForLoadState("networkidle");
    await context.setOffline(true);
    await books.nameField.fill("Emma");
    await books.addButton.click();
    await expect(page.getByRole("alert")).toContainText("No connection");
    await expectAccessible(page);
  });
});
