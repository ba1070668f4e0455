import { expect, test } from "../fixtures.ts";
import type { Person } from "../people.ts";
import { TaskList, dayFromNow } from "../task-list.ts";

/** The same list in two tabs of one person. */
async function twice(member: Person): Promise<[TaskList, TaskList]> {
  const here = await TaskList.of(member);
  await here.add("Buy milk", "Call Ada");
  return [here, await TaskList.of({ page: await member.context.newPage() })];
}

test.describe("in two tabs", () => {
  test("a stale edit is refused with both versions, and mine can be saved", async ({ member }) => {
    const [here, there] = await twice(member);
    await here.button("Rename", "Buy milk").click();
    await there.button("Rename", "Buy milk").click();
    await there.nameOf("Buy milk").fill("Buy oat milk");
    await there.dueDateOf("Buy milk").fill(dayFromNow(-1));
    await there.save("Buy milk");
    await there.isOpen("Buy oat milk");

    await here.nameOf("Buy milk").fill("Buy soy milk");
    await here.save("Buy milk");
    const row = here.items.filter({ hasText: "changed elsewhere" });
    await expect(row).toContainText("Buy oat milk");
    await expect(row).toContainText("Overdue");
    await expect(here.nameOf("Buy oat milk")).toHaveValue("Buy soy milk");
    await row.getByRole("button", { name: "Save mine" }).click();
    await here.isOpen("Buy soy milk");
    await there.reload();
    await there.shows("Call Ada", "Buy soy milk");
  });

  test("a stale edit is refused with both versions, and theirs can be kept", async ({ member }) => {
    const [here, there] = await twice(member);
    await here.button("Rename", "Buy milk").click();
    await there.rename("Buy milk", "Buy oat milk");
    await there.isOpen("Buy oat milk");
    await here.nameOf("Buy milk").fill("Buy soy milk");
    await here.save("Buy milk");
    await member.page.getByRole("link", { name: "Keep theirs" }).click();
    await here.shows("Call Ada", "Buy oat milk");
    await here.isOpen("Buy oat milk");
  });

  test("both agree after the next action", async ({ member }) => {
    const [here, there] = await twice(member);
    await there.rename("Buy milk", "Buy oat milk");
    await there.isOpen("Buy oat milk");
    await there.press("Delete", "Call Ada");
    await there.isGone("Call Ada");
    await there.add("Water the plants");

    await here.press("Complete", "Buy milk");
    await here.isDone("Buy oat milk");
    await here.shows("Water the plants", "Buy oat milk");
  });

  test("an edit of what was deleted meanwhile says so", async ({ member }) => {
    const [here, there] = await twice(member);
    await here.button("Rename", "Buy milk").click();
    await there.press("Delete", "Buy milk");
    await there.isGone("Buy milk");
    await here.nameOf("Buy milk").fill("Buy soy milk");
    await here.save("Buy milk");
    await expect(member.page.getByRole("alert")).toContainText("no longer exists");
    await here.shows("Call Ada");
  });
});
