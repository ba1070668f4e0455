import { expect, test } from "../fixtures.ts";
import { addTasks } from "../planting.ts";
import { TaskList } from "../task-list.ts";

test("what is beyond fifty tasks is one link away, and back", async ({ member }) => {
  await addTasks(member, 53);
  const tasks = await TaskList.of(member);
  await expect(tasks.items).toHaveCount(50);
  await tasks.isOpen("Task 53");
  await tasks.isGone("Task 03");

  const pages = member.page.getByRole("navigation", { name: "Pages" });
  await pages.getByRole("link", { name: /Older|Next/ }).click();
  await expect(tasks.items).toHaveCount(3);
  for (const name of ["Task 03", "Task 02", "Task 01"]) await tasks.isOpen(name);

  await tasks.button("Complete", "Task 02").click();
  await tasks.isDone("Task 02");
  await expect(member.page).toHaveURL(/page=2/);

  await pages.getByRole("link", { name: /Newer|Previous/ }).click();
  await tasks.isOpen("Task 53");
});
