import type { Page } from "@playwright/test";
import { expect, test } from "../fixtures.ts";
import { TaskList } from "../task-list.ts";

/** The server refuses every press of that verb until told otherwise. */
async function refuse(page: Page, verb: string): Promise<void> {
  const refusal = { error: "unavailable", beside_field: false, message: "Nothing was changed" };
  await page.route(`**/api/tasks/${verb}`, (route) => route.fulfill({ status: 503, json: refusal }));
}

/** Holds back the answer to that verb; the returned function lets it go. */
async function delay(page: Page, verb: string): Promise<() => void> {
  let release = () => {};
  const released = new Promise<void>((resolve) => (release = resolve));
  await page.route(`**/api/tasks/${verb}`, async (route) => {
    await released;
    await route.continue();
  });
  return release;
}

test.describe("a press shows at once", { tag: "@js" }, () => {
  test("before the server has answered", async ({ member }) => {
    const tasks = await TaskList.of(member);
    await tasks.add("Buy milk");
    const release = await delay(member.page, "complete");
    await tasks.button("Complete", "Buy milk").click();
    await tasks.isDone("Buy milk");

    const answered = member.page.waitForResponse("**/api/tasks/complete");
    release();
    expect((await answered).status()).toBe(204);
    await tasks.isDone("Buy milk");
    await tasks.reload();
    await tasks.isDone("Buy milk");
  });

  for (const { verb, button } of [
    { verb: "complete", button: "Complete" },
    { verb: "delete", button: "Delete" },
  ] as const) {
    test(`and is undone with a message when the server refuses: ${verb}`, async ({ member }) => {
      member.watch.expects(new RegExp(`503.*tasks/${verb}`));
      const tasks = await TaskList.of(member);
      await tasks.add("Buy milk");
      await refuse(member.page, verb);
      await tasks.button(button, "Buy milk").click();

      await expect(member.page.getByRole("alert")).toContainText("Nothing was changed");
      await tasks.isOpen("Buy milk");
      await tasks.reload();
      await tasks.isOpen("Buy milk");
    });
  }

  test("and a task that is gone says so", async ({ member }) => {
    const tasks = await TaskList.of(member);
    await tasks.add("Buy milk");
    const elsewhere = await member.context.newPage();
    const sameTasks = await TaskList.of({ page: elsewhere });
    await sameTasks.button("Delete", "Buy milk").click();
    await sameTasks.isGone("Buy milk");

    await tasks.button("Complete", "Buy milk").click();
    await expect(member.page.getByRole("alert")).toContainText("no longer exists");
    await tasks.isGone("Buy milk");
  });

  test("and the last of many presses is the one that counts", async ({ member }) => {
    const tasks = await TaskList.of(member);
    await tasks.add("Buy milk", "Call Ada");
    const release = await delay(member.page, "complete");
    await tasks.button("Complete", "Buy milk").click();
    await tasks.button("Reopen", "Buy milk").click();
    await tasks.button("Complete", "Buy milk").click();
    await tasks.button("Complete", "Call Ada").click();
    await tasks.isDone("Buy milk");
    await tasks.isDone("Call Ada");
    release();
    await expect(tasks.filter("Done")).toHaveText(/2$/);
    await tasks.isDone("Buy milk");
    await tasks.isDone("Call Ada");
    await tasks.reload();
    await expect(tasks.filter("Done")).toHaveText(/2$/);
  });

  test("and what is typed meanwhile stays", async ({ member }) => {
    const tasks = await TaskList.of(member);
    await tasks.add("Buy milk", "Call Ada");
    const release = await delay(member.page, "complete");
    await tasks.button("Complete", "Buy milk").click();
    await tasks.newTask.fill("Water the pla");
    release();
    await expect(tasks.filter("Done")).toHaveText(/1$/);
    await expect(tasks.newTask).toHaveValue("Water the pla");
    await expect(tasks.newTask).toBeFocused();
  });

  test("and a lost connection is told apart from a refusal", async ({ member }) => {
    member.watch.expects(/ERR_INTERNET_DISCONNECTED/);
    const tasks = await TaskList.of(member);
    await tasks.add("Buy milk");
    await member.context.setOffline(true);
    await tasks.button("Complete", "Buy milk").click();
    await expect(member.page.getByRole("alert")).toContainText("No connection");
    await tasks.isOpen("Buy milk");
    await member.context.setOffline(false);
  });
});

test("a refused new name stays in its field, with the reason beside it", { tag: "@js" }, async ({ member }) => {
  member.watch.expects(/503.*tasks\/edit/);
  const tasks = await TaskList.of(member);
  await tasks.add("Buy milk");
  await refuse(member.page, "edit");
  await tasks.rename("Buy milk", "Buy oat milk");

  await expect(member.page.getByRole("alert")).toContainText("Nothing was changed");
  await expect(tasks.nameOf("Buy milk")).toHaveValue("Buy oat milk");
  await tasks.reload();
  await tasks.isOpen("Buy milk");
});

test("the focus goes where the next key is meant for", { tag: "@js" }, async ({ member }) => {
  const tasks = await TaskList.of(member);
  await tasks.add("Buy milk", "Call Ada");
  await expect(tasks.newTask).toBeFocused();

  await tasks.button("Rename", "Buy milk").click();
  await expect(tasks.nameOf("Buy milk")).toBeFocused();
  await member.page.keyboard.press("Escape");
  await expect(tasks.button("Rename", "Buy milk")).toBeFocused();

  await tasks.button("Delete", "Call Ada").click();
  await expect(tasks.button("Delete", "Buy milk")).toBeFocused();
});
