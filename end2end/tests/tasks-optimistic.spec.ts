import { expect, test } from "../fixtures.ts";
import { failRequests, holdRequests } from "../intercept.ts";
import { TaskPage } from "../task-page.ts";

test.describe("completing a task without leaving the page", { tag: "@js" }, () => {
  test("is shown before the server responds", async ({ member }) => {
    const tasks = await TaskPage.open(member);
    await tasks.add("Buy milk");
    const release = await holdRequests(member.page, "tasks/complete");
    await tasks.completeButton("Buy milk").click();
    await tasks.expectDone("Buy milk");

    const response = member.page.waitForResponse("**/api/tasks/complete");
    release();
    expect((await response).status()).toBe(204);
    await tasks.expectDone("Buy milk");
    await tasks.reload();
    await tasks.expectDone("Buy milk");
  });

  test("is reverted with an error when the server fails", async ({ member }) => {
    member.consoleGuard.allow(/503.*tasks\/complete/);
    const tasks = await TaskPage.open(member);
    await tasks.add("Buy milk");
    await failRequests(member.page, "tasks/complete");
    await tasks.completeButton("Buy milk").click();

    await expect(member.page.getByRole("alert")).toContainText("Nothing was changed");
    await tasks.expectOpen("Buy milk");
    await tasks.reload();
    await tasks.expectOpen("Buy milk");
  });

  test("is reverted with an error without a connection", async ({ member }) => {
    member.consoleGuard.allow(/ERR_INTERNET_DISCONNECTED/);
    const tasks = await TaskPage.open(member);
    await tasks.add("Buy milk");
    await member.context.setOffline(true);
    await tasks.completeButton("Buy milk").click();
    await expect(member.page.getByRole("alert")).toContainText("No connection");
    await tasks.expectOpen("Buy milk");
    await member.context.setOffline(false);
  });

  test("keeps the result of the last click", async ({ member }) => {
    const tasks = await TaskPage.open(member);
    await tasks.add("Buy milk", "Call Ada");
    const release = await holdRequests(member.page, "tasks/complete");
    await tasks.completeButton("Buy milk").click();
    await tasks.reopenButton("Buy milk").click();
    await tasks.completeButton("Buy milk").click();
    await tasks.completeButton("Call Ada").click();
    await tasks.expectDone("Buy milk");
    await tasks.expectDone("Call Ada");
    release();
    await expect(tasks.filterLink("Done")).toHaveText(/2$/);
    await tasks.expectDone("Buy milk");
    await tasks.expectDone("Call Ada");
    await tasks.reload();
    await expect(tasks.filterLink("Done")).toHaveText(/2$/);
  });

  test("leaves what is being typed", async ({ member }) => {
    const tasks = await TaskPage.open(member);
    await tasks.add("Buy milk", "Call Ada");
    const release = await holdRequests(member.page, "tasks/complete");
    await tasks.completeButton("Buy milk").click();
    await tasks.nameField.fill("Water the pla");
    release();
    await expect(tasks.filterLink("Done")).toHaveText(/1$/);
    await expect(tasks.nameField).toHaveValue("Water the pla");
    await expect(tasks.nameField).toBeFocused();
  });
});
