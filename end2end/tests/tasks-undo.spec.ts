import { expect, test } from "../fixtures.ts";
import { TaskList } from "../task-list.ts";

test.describe("undo", () => {
  test("brings a deleted task back as it was", async ({ member }) => {
    const tasks = await TaskList.of(member);
    await tasks.add("Buy milk", "Call Ada", "Read a book");
    await tasks.press("Complete", "Call Ada");
    await tasks.isDone("Call Ada");
    await tasks.press("Delete", "Call Ada");
    await expect(tasks.news).toContainText("“Call Ada” was deleted.");
    await tasks.isGone("Call Ada");
    await tasks.undo.click();
    await tasks.shows("Read a book", "Call Ada", "Buy milk");
    await tasks.isDone("Call Ada");
    await expect(tasks.undo).toHaveCount(0);
    await tasks.reload();
    await tasks.shows("Read a book", "Call Ada", "Buy milk");
  });

  test("brings all back that was cleared", async ({ member }) => {
    const tasks = await TaskList.of(member);
    await tasks.add("Buy milk", "Call Ada", "Read a book");
    for (const name of ["Buy milk", "Read a book"]) {
      await tasks.press("Complete", name);
      await tasks.isDone(name);
    }
    await member.page.getByRole("button", { name: "Clear completed" }).click();
    await expect(tasks.news).toContainText("2 tasks were deleted.");
    await tasks.shows("Call Ada");
    await tasks.undo.click();
    await tasks.shows("Read a book", "Call Ada", "Buy milk");
    await tasks.isDone("Buy milk");
  });

  test("of the last task on the list", async ({ member }) => {
    const tasks = await TaskList.of(member, "?show=open");
    await tasks.add("Buy milk");
    await tasks.press("Delete", "Buy milk");
    await expect(member.page.getByText("No task matches")).toBeVisible();
    await tasks.undo.click();
    await tasks.isOpen("Buy milk");
    await expect(member.page).toHaveURL("/tasks?show=open");
  });

  test("leads the focus back, and what was said can be read again", { tag: "@js" }, async ({ member }) => {
    const { page } = member;
    const tasks = await TaskList.of(member);
    await tasks.add("Buy milk", "Call Ada");
    const earlier = page.getByText("Earlier messages");
    await expect(earlier).toBeHidden();
    await tasks.press("Delete", "Call Ada");
    await expect(tasks.news).toContainText("Call Ada");
    // Whatever happens next, the way back stays.
    await tasks.press("Complete", "Buy milk");
    await expect(tasks.filter("Done")).toHaveText(/1$/);
    await tasks.undo.press("Enter");
    await expect(tasks.button("Complete", "Call Ada")).toBeFocused();
    await tasks.press("Delete", "Buy milk");
    await expect(tasks.news).toContainText("Buy milk");
    await earlier.click();
    await expect(page.getByRole("group").filter({ has: earlier })).toContainText("“Call Ada” was deleted.");
    await expect(earlier).toHaveText("Earlier messages (1)");
  });
});
