import { removeConstraints } from "../fields.ts";
import { expect, test } from "../fixtures.ts";
import { expectPage } from "../users.ts";
import { BRAND } from "../brand.ts";

test("an error page has a link to the home page and the request id", async ({ guest }) => {
  const { page, consoleGuard } = guest;
  consoleGuard.allow(/405.*sessions\/validate/);
  const response = await page.goto("/sessions/validate");
  expect(response?.status()).toBe(405);
  await expectPage(page, "Something went wrong");
  await expect(page).toHaveTitle(`Something went wrong · ${BRAND.name}`);
  const id = response?.headers()["x-request-id"] ?? "no id";
  const hint = `If you contact support, include this request ID: ${id}`;
  await expect(page.getByRole("main")).toContainText(hint);
  await page.getByRole("link", { name: "Go to the home page" }).click();
  await expect(page).toHaveURL("/");
});

const js = { tag: "@js" };

test("a form that is too large is rejected and keeps what was typed", js, async ({ member }) => {
  const { page, consoleGuard } = member;
  consoleGuard.allow(/413.*wishlist\/add/);
  await page.goto("/wishlist");
  const title = page.getByRole("textbox", { name: "Title", exact: true });
  await removeConstraints(title);
  await title.fill("x".repeat(70_000));
  await page.getByRole("button", { name: "Add book" }).click();
  const tooLarge =
    "That's too much data for one request. Nothing was changed. Shorten your text and try again.";
  await expect(page.getByRole("alert")).toHaveText(tooLarge);
  await expect(title).toHaveValue("x".repeat(70_000));
});
