import { expect, test } from "../fixtures.ts";
import { post } from "../planting.ts";
import { TaskList } from "../task-list.ts";

test("two people can't see each other's tasks", async ({ member, stranger }) => {
  const mine = await TaskList.of(member);
  await mine.add("My secret plan");
  const theirs = await TaskList.of(stranger);
  await theirs.add("Their secret plan");

  await mine.reload();
  await expect(mine.items).toHaveCount(1);
  await mine.isOpen("My secret plan");
  await expect(theirs.items).toHaveCount(1);
  await stranger.page.goto("/dashboard");
  await expect(stranger.page.getByRole("main")).not.toContainText("My secret plan");
});

test("a stranger who knows the id of my task is told that there is none", async ({ member, stranger }) => {
  const mine = await TaskList.of(member);
  await mine.add("My secret plan");
  const id = await mine.item("My secret plan").locator("input[name=id]").first().inputValue();
  expect(id).toMatch(/^[0-9a-f-]{36}$/);

  await stranger.page.goto("/tasks");
  for (const verb of ["complete", "reopen", "edit", "delete"]) {
    expect(await post(stranger, `tasks/${verb}`, { id, name: "Taken" }), verb).toBe(404);
  }
  await mine.reload();
  await mine.isOpen("My secret plan");
});
