import type { Page } from "@playwright/test";
import { expect, test } from "../fixtures.ts";
import { expectPage, horizontalOverflow } from "../users.ts";
import { seed } from "../seed.ts";
import { BRAND } from "../brand.ts";

test("an unknown path has a page with status 404 and a link back", async ({ guest }) => {
  const { page, consoleGuard } = guest;
  consoleGuard.allow(/404.*nowhere/);
  const response = await page.goto("/nowhere");
  expect(response?.status()).toBe(404);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(page.getByRole("main").getByRole("link").first()).toBeVisible();
});

const TITLES = {
  "/dashboard": /Dashboard/,
  "/tasks": /Tasks/,
  "/wishlist": /Wishlist/,
  "/account": /Account/,
  "/": new RegExp(BRAND.name),
};

test("every page has its own title", async ({ member }) => {
  for (const [path, title] of Object.entries(TITLES)) {
    await member.page.goto(path);
    await expect(member.page).toHaveTitle(title);
  }
});

test("the main navigation has a link to every page", async ({ member: { page } }) => {
  await page.goto("/dashboard");
  const main = page.getByRole("navigation", { name: "Main" });
  await main.getByRole("link", { name: "Tasks" }).click();
  await expectPage(page, "Tasks");
  await main.getByRole("link", { name: "Wishlist" }).click();
  await expectPage(page, "Wishlist");
  await main.getByRole("link", { name: "Dashboard" }).click();
  await expectPage(page, "Dashboard");
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 360, height: 740 } });

  test("no page of a guest scrolls sideways", async ({ guest: { page, consoleGuard } }) => {
    consoleGuard.allow(/404.*nowhere/);
    for (const path of ["/", "/signup", "/login", "/nowhere"]) {
      await page.goto(path);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      expect(await horizontalOverflow(page), path).toBe(0);
    }
  });

  test("no page of a member scrolls sideways, whatever the names of items", async ({ member }) => {
    const { page } = member;
    const title = "Donaudampfschifffahrt".repeat(9);
    await seed(member, "tasks/add", { name: "Buy milk" }, { name: title });
    await seed(member, "wishlist/add", { title, author: title });
    for (const path of ["/dashboard", "/tasks", "/wishlist"]) {
      await page.goto(path);
      await expect(page.getByText("Donaudampfschifffahrt").first()).toBeVisible();
      expect(await horizontalOverflow(page), path).toBe(0);
    }
    await page.getByRole("button", { name: `Edit ${title}` }).click();
    await expect(page.getByRole("textbox", { name: `Title of ${title}` })).toBeVisible();
    expect(await horizontalOverflow(page), "the form of a book").toBe(0);
  });
});

test.describe("on the narrowest phone, in German", () => {
  test.use({ viewport: { width: 320, height: 640 }, hasTouch: true, isMobile: true });

  test("no page of a member scrolls sideways, and every control is 44 px high", async ({
    member,
  }) => {
    const { page } = member;
    await seed(member, "tasks/add", { name: "Steuererklärung abgeben" });
    await seed(member, "wishlist/add", { title: "Die unendliche Geschichte" });
    await seed(member, "preferences/language", { language: "de" });
    for (const path of ["/dashboard", "/tasks", "/wishlist", "/account"]) {
      await page.goto(path);
      await expect(page.locator("html")).toHaveAttribute("lang", "de");
      expect(await horizontalOverflow(page), path).toBe(0);
      expect(await lowControls(page), path).toEqual([]);
    }
  });
});

/** Buttons, fields and links that are lower than a finger needs; links within text are exempt. */
async function lowControls(page: Page): Promise<string[]> {
  const selector = "button, summary, select, input:not([type=hidden], [type=radio]), nav a";
  return page.locator(selector).evaluateAll((controls) => {
    const height = (control: Element) => control.getBoundingClientRect().height;
    const low = controls.filter((control) => height(control) > 0 && height(control) < 44);
    return low.map((control) => `${control.outerHTML.slice(0, 80)}: ${height(control)} px`);
  });
}
