import { expect, test } from "../fixtures.ts";
import { TaskList, dayFromNow } from "../task-list.ts";

test.describe("due dates", () => {
  test("are told in words, and no longer once a task is done", async ({ member }) => {
    const tasks = await TaskList.of(member);
    await tasks.addDue("Pay the rent", dayFromNow(-1));
    await tasks.addDue("Call Ada", dayFromNow(0));
    await tasks.addDue("Buy milk", dayFromNow(3));
    await tasks.add("Read a book");
    await expect(tasks.item("Pay the rent")).toContainText("Overdue");
    await expect(tasks.item("Call Ada")).toContainText("Due today");
    await expect(tasks.item("Buy milk").getByRole("time")).toHaveAttribute("datetime", dayFromNow(3));
    await expect(tasks.item("Read a book").getByRole("time")).toHaveCount(0);

    await tasks.press("Complete", "Pay the rent");
    await tasks.isDone("Pay the rent");
    await expect(tasks.item("Pay the rent")).not.toContainText("Overdue");
    await tasks.press("Reopen", "Pay the rent");
    await expect(tasks.item("Pay the rent")).toContainText("Overdue");

    await tasks.order.selectOption("Due date");
    await member.page.getByRole("button", { name: "Search", exact: true }).click();
    await tasks.shows("Pay the rent", "Call Ada", "Buy milk", "Read a book");
  });

  test("are changed and taken away", async ({ member }) => {
    const tasks = await TaskList.of(member);
    await tasks.addDue("Buy milk", dayFromNow(3));
    await tasks.button("Rename", "Buy milk").click();
    await expect(tasks.dueDateOf("Buy milk")).toHaveValue(dayFromNow(3));
    await tasks.dueDateOf("Buy milk").fill(dayFromNow(-2));
    await tasks.save("Buy milk");
    await expect(tasks.item("Buy milk")).toContainText("Overdue");
    await tasks.button("Rename", "Buy milk").click();
    await tasks.dueDateOf("Buy milk").fill("");
    await tasks.save("Buy milk");
    await tasks.isOpen("Buy milk");
    await expect(tasks.item("Buy milk").getByRole("time")).toHaveCount(0);
  });

  test("that are near are on the dashboard, the most urgent first", async ({ member }) => {
    const { page } = member;
    await page.goto("/dashboard");
    const due = page.getByRole("region", { name: "Due" });
    await expect(due).toHaveCount(0);
    const tasks = await TaskList.of(member);
    for (const [name, days] of [["Next month", 30], ["This week", 5], ["Yesterday", -1], ["Now", 0]] as const) {
      await tasks.addDue(name, dayFromNow(days));
    }
    await page.goto("/dashboard");
    const items = due.getByRole("listitem");
    await expect(items).toHaveText([/Yesterday.*Overdue/s, /Now.*Due today/s, /This week.*Due/s]);
    await due.getByRole("link").click();
    await expect(page).toHaveURL("/tasks?show=open&sort=due");
    await tasks.shows("Yesterday", "Now", "This week", "Next month");
  });

  // One of the two has another day than Greenwich, whenever this runs.
  for (const timezoneId of ["Pacific/Kiritimati", "Pacific/Pago_Pago"]) {
    test(`follow the day in ${timezoneId}`, { tag: "@js" }, async ({ member }) => {
      const { page, context } = member;
      await (await context.newCDPSession(page)).send("Emulation.setTimezoneOverride", { timezoneId });
      const told = page.waitForResponse("**/api/preferences/time-zone");
      const tasks = await TaskList.of(member);
      await told;
      const today = await page.evaluate(() => new Date().toLocaleDateString("sv"));
      await tasks.addDue("Buy milk", today);
      await expect(tasks.item("Buy milk")).toContainText("Due today");
    });
  }
});
