import { expect, test } from "../fixtures.ts";
import { tabTo } from "../focus.ts";
import { holdRequests } from "../intercept.ts";
import { TASKS, TaskPage } from "../task-page.ts";
import { expectPage } from "../users.ts";

test.describe("with the keyboard alone", { tag: "@js" }, () => {
  test("a guest signs up and adds, completes and deletes tasks", async ({ guest }) => {
    const { page, email, authenticator } = guest;
    const { keyboard } = page;
    await page.goto("/");
    await tabTo(page, "Get started");
    await keyboard.press("Enter");
    await expectPage(page, "Create your account");

    await tabTo(page, "Email");
    await keyboard.type(email);
    await tabTo(page, "Create account with a passkey");
    await authenticator.approve();
    await keyboard.press("Enter");
    await expectPage(page, "Dashboard");
    await authenticator.pause();

    await tabTo(page, "Tasks");
    await keyboard.press("Enter");
    await expectPage(page, "Tasks");

    const tasks = new TaskPage(page, TASKS);
    await tabTo(page, "New task");
    for (const name of ["Buy milk", "Call Ada"]) {
      await keyboard.type(name);
      await keyboard.press("Enter");
      await tasks.expectOpen(name);
      await expect(tasks.nameField).toHaveValue("");
      await expect(tasks.nameField).toBeFocused();
    }

    await tabTo(page, "Complete Call Ada");
    await keyboard.press("Space");
    await tasks.expectDone("Call Ada");
    await expect(tasks.reopenButton("Call Ada")).toBeFocused();
    await keyboard.press("ArrowDown");
    await expect(tasks.completeButton("Buy milk")).toBeFocused();

    await tabTo(page, "Delete Call Ada");
    await keyboard.press("Enter");
    await tasks.expectNoItem("Call Ada");
    await expect(tasks.deleteButton("Buy milk")).toBeFocused();
    await keyboard.press("Space");
    await tasks.expectNoItem("Buy milk");
    await expect(tasks.nameField).toBeFocused();
  });

  test("the first link skips the navigation", async ({ member: { page } }) => {
    await page.goto("/tasks");
    await tabTo(page, "Skip to content");
    await page.keyboard.press("Enter");
    await tabTo(page, "New task");
    await expect(page.getByRole("textbox", { name: "New task" })).toBeFocused();
  });
});

test("nothing moves with reduced motion, also during a request", { tag: "@js" }, async ({
  member,
}) => {
  const { page } = member;
  await page.emulateMedia({ reducedMotion: "reduce" });
  const tasks = await TaskPage.open(member);
  const release = await holdRequests(page, "tasks/add");
  await tasks.nameField.fill("Buy milk");
  await tasks.addButton.click();
  await expect(tasks.addButton).toHaveAttribute("aria-busy", "true");
  const animations = () => page.evaluate(() => document.getAnimations().length);
  expect(await animations()).toBe(0);
  await page.emulateMedia({ reducedMotion: "no-preference" });
  expect(await animations()).toBeGreaterThan(0);
  release();
  await tasks.expectOpen("Buy milk");
});
