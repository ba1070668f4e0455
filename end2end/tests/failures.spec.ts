import { expect, test } from "../fixtures.ts";
import { isAt } from "../people.ts";

test("who meets a failure finds a page with a way out and a name for the log", async ({ visitor: { page, watch } }) => {
  watch.expects(/405.*sessions\/validate/);
  const answer = await page.goto("/sessions/validate");
  expect(answer?.status()).toBe(405);
  await isAt(page, "Something went wrong");
  await expect(page).toHaveTitle("Something went wrong · Latchkey");
  const id = answer?.headers()["x-request-id"] ?? "no id";
  await expect(page.getByRole("main")).toContainText(`If you contact support, include this request ID: ${id}`);
  await page.getByRole("link", { name: "Go to the home page" }).click();
  await expect(page).toHaveURL("/");
});

test("a form that is too large leads to such a page", { tag: "@js" }, async ({ member: { page, watch } }) => {
  watch.expects(/413.*wishlist\/add/);
  await page.goto("/wishlist");
  const title = page.getByRole("textbox", { name: "Title", exact: true });
  await title.evaluate((field) => field.removeAttribute("maxlength"));
  await title.fill("x".repeat(70_000));
  await page.getByRole("button", { name: "Add book" }).click();
  await isAt(page, "Something went wrong");
  await expect(page.getByRole("main")).toContainText("too much data for one request");
});
