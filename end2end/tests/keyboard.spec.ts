import { tabTo } from "../accessible.ts";
import { expect, test } from "../fixtures.ts";
import { isAt } from "../people.ts";
import { TaskList } from "../task-list.ts";

test.describe("by keyboard alone", { tag: "@js" }, () => {
  test("from no account to a task that is added, completed and deleted", async ({ guest }) => {
    const { page, email, authenticator } = guest;
    const { keyboard } = page;
    await page.goto("/");
    await tabTo(page, "Get started");
    await keyboard.press("Enter");
    await isAt(page, "Create your account");

    await tabTo(page, "Email");
    await keyboard.type(email);
    await tabTo(page, "Create account with a passkey");
    await authenticator.approves();
    await keyboard.press("Enter");
    await isAt(page, "Dashboard");
    await authenticator.waits();

    await tabTo(page, "Tasks");
    await keyboard.press("Enter");
    await isAt(page, "Tasks");

    const tasks = new TaskList(page);
    await tabTo(page, "New task");
    for (const name of ["Buy milk", "Call Ada"]) {
      await keyboard.type(name);
      await keyboard.press("Enter");
      await tasks.isOpen(name);
      await expect(tasks.newTask).toHaveValue("");
      await expect(tasks.newTask).toBeFocused();
    }

    await tabTo(page, "Complete Call Ada");
    await keyboard.press("Space");
    await tasks.isDone("Call Ada");
    await expect(tasks.button("Reopen", "Call Ada")).toBeFocused();

    await tabTo(page, "Delete Call Ada");
    await keyboard.press("Enter");
    await tasks.isGone("Call Ada");
    await expect(tasks.button("Delete", "Buy milk")).toBeFocused();
    await keyboard.press("Space");
    await tasks.isGone("Buy milk");
    await expect(tasks.newTask).toBeFocused();
  });

  test("the first stop leads past the navigation", async ({ member: { page } }) => {
    await page.goto("/tasks");
    await tabTo(page, "Skip to content");
    await page.keyboard.press("Enter");
    await tabTo(page, "New task");
    await expect(page.getByRole("textbox", { name: "New task" })).toBeFocused();
  });

  test("arrows lead through the list, F2 renames, Delete deletes", async ({ member }) => {
    const { page } = member;
    const { keyboard } = page;
    const tasks = await TaskList.of(member);
    await tasks.add("Buy milk", "Call Ada", "Read a book");
    // Elsewhere these keys do what browsers do with them.
    await keyboard.type("x");
    await keyboard.press("Delete");
    await keyboard.press("ArrowDown");
    await expect(tasks.newTask).toBeFocused();
    await tasks.newTask.fill("");

    await tabTo(page, "Complete Read a book");
    await keyboard.press("ArrowUp");
    await keyboard.press("ArrowDown");
    await expect(tasks.button("Complete", "Call Ada")).toBeFocused();
    await keyboard.press("F2");
    await expect(tasks.nameOf("Call Ada")).toBeFocused();
    await keyboard.type("Call Charles");
    await keyboard.press("Enter");
    await expect(tasks.button("Rename", "Call Charles")).toBeFocused();
    await keyboard.press("ArrowUp");
    await expect(tasks.button("Rename", "Read a book")).toBeFocused();
    await keyboard.press("Delete");
    await tasks.isGone("Read a book");
    await expect(tasks.button("Delete", "Call Charles")).toBeFocused();
    await page.getByText("Keyboard", { exact: true }).click();
    await expect(page.getByText("F2")).toBeVisible();
  });

  test("a new name can be left without a change", async ({ member }) => {
    const { page } = member;
    const tasks = await TaskList.of(member);
    await tasks.add("Buy milk");
    await tabTo(page, "Rename Buy milk");
    await page.keyboard.press("Enter");
    await expect(tasks.nameOf("Buy milk")).toBeFocused();
    await page.keyboard.type("Something else");
    await page.keyboard.press("Escape");
    await expect(tasks.button("Rename", "Buy milk")).toBeFocused();
  });
});

test.describe("for who wants no motion", { tag: "@js" }, () => {
  test("nothing moves, not even while the server is asked", async ({ member }) => {
    const { page } = member;
    await page.emulateMedia({ reducedMotion: "reduce" });
    const tasks = await TaskList.of(member);
    let answer = () => {};
    const answers = new Promise<void>((resolve) => (answer = resolve));
    await page.route("/api/tasks/add", async (route) => {
      await answers;
      await route.continue();
    });
    await tasks.newTask.fill("Buy milk");
    const add = page.getByRole("button", { name: "Add", exact: true });
    await add.click();
    await expect(add).toHaveAttribute("aria-busy", "true");
    expect(await moving(page)).toEqual([]);
    await page.emulateMedia({ reducedMotion: "no-preference" });
    expect(await moving(page)).not.toEqual([]);
    answer();
    await tasks.isOpen("Buy milk");
  });
});

/** What is being animated, or is on its way to another colour. */
async function moving(page: import("@playwright/test").Page): Promise<string[]> {
  return page.evaluate(() => document.getAnimations().map((one) => one.constructor.name));
}
