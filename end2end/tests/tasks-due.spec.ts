import { expect, test } from "../fixtures.ts";
import { TaskPage, daysFromNow } from "../task-page.ts";

test.describe("due dates", () => {
  test("are shown in words until the task is done", async ({ member }) => {
    const tasks = await TaskPage.open(member);
    await tasks.addDue("Pay the rent", daysFromNow(-1));
    await tasks.addDue("Call Ada", daysFromNow(0));
    await tasks.addDue("Buy milk", daysFromNow(3));
    await tasks.add("Read a book");
    await expect(tasks.item("Pay the rent")).toContainText("Overdue");
    await expect(tasks.item("Call Ada")).toContainText("Due today");
    const dueDate = tasks.item("Buy milk").getByRole("time");
    await expect(dueDate).toHaveAttribute("datetime", daysFromNow(3));
    await expect(tasks.item("Read a book").getByRole("time")).toHaveCount(0);

    await tasks.complete("Pay the rent");
    await expect(tasks.item("Pay the rent")).not.toContainText("Overdue");
    await tasks.reopen("Pay the rent");
    await expect(tasks.item("Pay the rent")).toContainText("Overdue");

    await tasks.sort("Due date");
    await tasks.expectItems("Pay the rent", "Call Ada", "Buy milk", "Read a book");
  });

  test("are changed and removed", async ({ member }) => {
    const tasks = await TaskPage.open(member);
    await tasks.addDue("Buy milk", daysFromNow(3));
    await tasks.editButton("Buy milk").click();
    await expect(tasks.editDueField("Buy milk")).toHaveValue(daysFromNow(3));
    await tasks.editDueField("Buy milk").fill(daysFromNow(-2));
    await tasks.save("Buy milk");
    await expect(tasks.item("Buy milk")).toContainText("Overdue");
    await tasks.editButton("Buy milk").click();
    await tasks.editDueField("Buy milk").fill("");
    await tasks.save("Buy milk");
    await tasks.expectOpen("Buy milk");
    await expect(tasks.item("Buy milk").getByRole("time")).toHaveCount(0);
  });

  test("are part of both versions of a stale edit", async ({ member }) => {
    const here = await TaskPage.open(member);
    await here.add("Buy milk");
    const there = await TaskPage.open({ page: await member.context.newPage() });
    await here.editButton("Buy milk").click();
    await there.editButton("Buy milk").click();
    await there.editDueField("Buy milk").fill(daysFromNow(-1));
    await there.save("Buy milk");
    await expect(there.item("Buy milk")).toContainText("Overdue");

    await here.editField("Buy milk").fill("Buy soy milk");
    await here.save("Buy milk");
    const saveMine = here.button("Save my version");
    await expect(here.items.filter({ has: saveMine })).toContainText("Overdue");
    await saveMine.click();
    await here.expectOpen("Buy soy milk");
    await expect(here.item("Buy soy milk")).not.toContainText("Overdue");
  });

  test("that are near are on the dashboard, the most urgent first", async ({ member }) => {
    const { page } = member;
    await page.goto("/dashboard");
    const due = page.getByRole("region", { name: "Due" });
    await expect(due).toHaveCount(0);
    const tasks = await TaskPage.open(member);
    const dueIn = { "Next month": 30, "This week": 5, Yesterday: -1, Now: 0 };
    for (const [name, days] of Object.entries(dueIn)) {
      await tasks.addDue(name, daysFromNow(days));
    }
    await page.goto("/dashboard");
    const items = due.getByRole("listitem");
    await expect(items).toHaveText([/Yesterday.*Overdue/s, /Now.*Due today/s, /This week.*Due/s]);
    await due.getByRole("link").click();
    await tasks.expectQuery({ show: "open", sort: "due" });
    await tasks.expectItems("Yesterday", "Now", "This week", "Next month");
  });

  // At any time, the date in one of these zones differs from the one in UTC.
  for (const timezoneId of ["Pacific/Kiritimati", "Pacific/Pago_Pago"]) {
    test(`follow the date in ${timezoneId}`, { tag: "@js" }, async ({ member }) => {
      const { page, context } = member;
      const session = await context.newCDPSession(page);
      await session.send("Emulation.setTimezoneOverride", { timezoneId });
      const saved = page.waitForResponse("**/api/preferences/time-zone");
      const tasks = await TaskPage.open(member);
      await saved;
      const today = await page.evaluate(() => new Date().toLocaleDateString("sv"));
      await tasks.addDue("Buy milk", today);
      await expect(tasks.item("Buy milk")).toContainText("Due today");
    });
  }
});
