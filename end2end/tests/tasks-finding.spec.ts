import { expect, test } from "../fixtures.ts";
import { post } from "../planting.ts";
import { TaskList } from "../task-list.ts";

test.describe("finding a task", () => {
  test.beforeEach(async ({ member }) => {
    await member.page.goto("/tasks");
    for (const name of ["buy milk", "Zip the bag", "Call Ada", "Milk the goat"]) {
      expect(await post(member, "tasks/add", { name })).toBe(200);
    }
  });

  test("by whether it is done, which reloading and the back button keep", async ({ member }) => {
    const tasks = await TaskList.of(member);
    await tasks.press("Complete", "Call Ada");
    await tasks.isDone("Call Ada");
    await expect(tasks.filter("Open")).toHaveText(/3$/);
    await tasks.filter("Done").click();
    await tasks.shows("Call Ada");
    await expect(tasks.filter("Done")).toHaveAttribute("aria-current", "true");
    await expect(member.page).toHaveURL("/tasks?show=done");
    await tasks.reload();
    await tasks.shows("Call Ada");

    await tasks.filter("Open").click();
    await tasks.shows("Milk the goat", "Zip the bag", "buy milk");
    await member.page.goBack();
    await tasks.shows("Call Ada");
    await tasks.filter("All").click();
    await expect(tasks.items).toHaveCount(4);
  });

  test("by words of its name, which reloading and the back button keep", async ({ member }) => {
    const tasks = await TaskList.of(member);
    await tasks.find("MILK");
    await tasks.shows("Milk the goat", "buy milk");
    await tasks.reload();
    await tasks.shows("Milk the goat", "buy milk");
    await expect(tasks.search).toHaveValue("MILK");
    await expect(tasks.filter("All")).toHaveText(/2$/);
    await tasks.find("%");
    await expect(member.page.getByText("No task matches")).toBeVisible();
    await member.page.goBack();
    await tasks.shows("Milk the goat", "buy milk");
    await tasks.find("nothing like that");
    await member.page.getByRole("link", { name: "Show all tasks" }).click();
    await expect(tasks.items).toHaveCount(4);
  });

  test("in the order of names or of age", async ({ member }) => {
    const tasks = await TaskList.of(member);
    await tasks.order.selectOption("Name");
    await member.page.getByRole("button", { name: "Search", exact: true }).click();
    await tasks.shows("buy milk", "Call Ada", "Milk the goat", "Zip the bag");
    await expect(member.page).toHaveURL(/sort=name/);
    await tasks.order.selectOption("Oldest first");
    await member.page.getByRole("button", { name: "Search", exact: true }).click();
    await tasks.shows("buy milk", "Zip the bag", "Call Ada", "Milk the goat");
    await tasks.reload();
    await expect(tasks.order).toHaveValue("oldest");
  });

  test("what is changed stays where it belongs", async ({ member }) => {
    const here = "/tasks?show=open&q=milk&sort=name";
    const tasks = await TaskList.of(member, here.replace("/tasks", ""));
    await tasks.shows("buy milk", "Milk the goat");
    await tasks.rename("buy milk", "Spill milk");
    await tasks.shows("Milk the goat", "Spill milk");
    await expect(member.page).toHaveURL(here);
    await tasks.press("Complete", "Milk the goat");
    await tasks.shows("Spill milk");
    await expect(tasks.filter("Done")).toHaveText(/1$/);
    await expect(member.page).toHaveURL(here);
    await tasks.press("Delete", "Spill milk");
    await expect(member.page.getByText("No task matches")).toBeVisible();
  });

  test("what is new shows where it is", async ({ member }) => {
    const tasks = await TaskList.of(member, "?show=open");
    await tasks.add("Water the plants");
    await expect(member.page).toHaveURL("/tasks?show=open");
    await expect(tasks.items).toHaveCount(5);
    await TaskList.of(member, "?show=done&q=goat");
    await tasks.add("Mow the lawn");
    await expect(member.page).toHaveURL("/tasks");
    await expect(tasks.items).toHaveCount(6);
  });
});
