import { expect, test } from "../fixtures.ts";
import { isAt } from "../people.ts";
import { addTasks, post } from "../planting.ts";

test("a path that leads nowhere has a page of its own, with a way back", async ({ guest }) => {
  guest.watch.expects(/404.*nowhere/);
  const answer = await guest.page.goto("/nowhere");
  expect(answer?.status()).toBe(404);
  await expect(guest.page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(guest.page.getByRole("main").getByRole("link").first()).toBeVisible();
});

test("every page says what it is in its title", async ({ member }) => {
  for (const [path, title] of Object.entries({ "/dashboard": /Dashboard/, "/tasks": /Tasks/, "/wishlist": /Wishlist/, "/account": /Account/, "/": /Latchkey/ })) {
    await member.page.goto(path);
    await expect(member.page).toHaveTitle(title);
  }
});

test("the main navigation leads to every place", async ({ member: { page } }) => {
  await page.goto("/dashboard");
  const main = page.getByRole("navigation", { name: "Main" });
  await main.getByRole("link", { name: "Tasks" }).click();
  await isAt(page, "Tasks");
  await main.getByRole("link", { name: "Wishlist" }).click();
  await isAt(page, "Wishlist");
  await main.getByRole("link", { name: "Dashboard" }).click();
  await isAt(page, "Dashboard");
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 360, height: 740 } });

  test("no page of a guest scrolls sideways", async ({ guest: { page, watch } }) => {
    watch.expects(/404.*nowhere/);
    for (const path of ["/", "/signup", "/login", "/nowhere"]) {
      await page.goto(path);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      expect(await sideways(page), path).toBe(0);
    }
  });

  test("no page of a member scrolls sideways, whatever a task or a book is called", async ({ member }) => {
    const { page } = member;
    await page.goto("/tasks");
    await addTasks(member, 3);
    await page.getByRole("textbox", { name: "New task" }).fill("Donaudampfschifffahrt".repeat(9));
    await page.getByRole("button", { name: "Add", exact: true }).click();
    const title = "Donaudampfschifffahrt".repeat(9);
    expect(await post(member, "wishlist/add", { title, author: title })).toBe(200);
    for (const path of ["/dashboard", "/tasks", "/wishlist"]) {
      await page.goto(path);
      await expect(page.getByText("Donaudampfschifffahrt").first()).toBeVisible();
      expect(await sideways(page), path).toBe(0);
    }
    await page.getByRole("button", { name: `Edit ${title}` }).click();
    await expect(page.getByRole("textbox", { name: `Title of ${title}` })).toBeVisible();
    expect(await sideways(page), "a book being edited").toBe(0);
  });
});

/** By how many pixels the page is wider than the screen. */
async function sideways(page: import("@playwright/test").Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}
