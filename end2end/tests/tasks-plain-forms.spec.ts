import { expect, test } from "../fixtures.ts";
import { TaskList } from "../task-list.ts";

const TOO_LONG = "x".repeat(201);

test.describe("without JavaScript", { tag: "@no-js" }, () => {
  test("a refused name is kept in its field, with the reason beside it", async ({ member }) => {
    const tasks = await TaskList.of(member);
    await withoutLimits(tasks.newTask);
    await tasks.newTask.fill(TOO_LONG);
    await member.page.getByRole("button", { name: "Add", exact: true }).click();

    await expect(tasks.newTask).toHaveValue(TOO_LONG);
    await expect(tasks.newTask).toHaveAccessibleDescription(/200/);
    await expect(tasks.items).toHaveCount(0);

    await tasks.reload();
    await expect(tasks.newTask).toHaveValue("");
    await expect(tasks.newTask).not.toHaveAccessibleDescription(/200/);
  });

  test("a refused new name is kept in the row it was typed into", async ({ member }) => {
    const tasks = await TaskList.of(member);
    await tasks.add("Buy milk", "Call Ada");
    await tasks.button("Rename", "Buy milk").click();
    const field = tasks.nameOf("Buy milk");
    await withoutLimits(field);
    await field.fill(TOO_LONG);
    await tasks.save("Buy milk");

    await expect(tasks.nameOf("Buy milk")).toHaveValue(TOO_LONG);
    await expect(tasks.nameOf("Buy milk")).toHaveAccessibleDescription(/200/);
    await tasks.nameOf("Buy milk").fill("Buy oat milk");
    await tasks.save("Buy milk");
    await tasks.isOpen("Buy oat milk");
    await tasks.isOpen("Call Ada");
  });

  test("a task that is gone says so", async ({ member }) => {
    const tasks = await TaskList.of(member);
    await tasks.add("Buy milk");
    const elsewhere = await TaskList.of({ page: await member.context.newPage() });
    await elsewhere.button("Delete", "Buy milk").click();
    await elsewhere.isGone("Buy milk");

    await tasks.button("Complete", "Buy milk").click();
    await expect(member.page.getByText("no longer exists")).toBeVisible();
  });
});

/** A browser that knows nothing of `maxlength` and `required`: the server must not rely on them. */
async function withoutLimits(field: import("@playwright/test").Locator): Promise<void> {
  await field.evaluate((input) => {
    input.removeAttribute("maxlength");
    input.removeAttribute("required");
  });
}
