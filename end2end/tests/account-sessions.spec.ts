import type { Browser, Page } from "@playwright/test";
import { AccountPage } from "../account-page.ts";
import { expect, test } from "../fixtures.ts";
import { codeFor } from "../mailbox.ts";
import { isAt, type Person } from "../people.ts";

const SESSIONS = "Sessions";
const FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0";

/** Signed up by code, so that another browser can sign in by code as well. */
async function signUpByCode({ page, email, context }: Person): Promise<void> {
  await page.goto("/signup");
  await page.getByRole("textbox", { name: "Email" }).fill(email);
  await page.getByRole("button", { name: "Use a code instead" }).click();
  await enter(page, await codeFor(email, context.request));
}

/** The same person at another browser. */
async function signInElsewhere(browser: Browser, { email, context }: Person, userAgent: string): Promise<Page> {
  const last = await codeFor(email, context.request);
  const page = await (await browser.newContext({ userAgent, javaScriptEnabled: false })).newPage();
  await page.goto("/login");
  await page.getByRole("textbox", { name: "Email" }).fill(email);
  await page.getByRole("button", { name: "Email me a code" }).click();
  await isAt(page, "Enter your code");
  await enter(page, await codeFor(email, context.request, last));
  return page;
}

async function enter(page: Page, code: string): Promise<void> {
  await page.getByRole("textbox", { name: "Code" }).fill(code);
  await page.getByRole("button", { name: "Continue" }).click();
  await isAt(page, "Dashboard");
}

test.describe("sessions", () => {
  test("the list says where and how, and which one this is", async ({ visitor }) => {
    await signUpByCode(visitor);
    const account = await AccountPage.of(visitor);
    const here = account.item(SESSIONS, "This device");
    await expect(here).toContainText(/Chrome on (Linux|Windows|macOS)/);
    await expect(here).toContainText("Email code");
    await expect(here.getByRole("button")).toHaveCount(0);
    await expect(account.button("End all other sessions")).toHaveCount(0);
  });

  test("one elsewhere is ended, and over at once", async ({ visitor, browser }) => {
    await signUpByCode(visitor);
    const elsewhere = await signInElsewhere(browser, visitor, FIREFOX);
    const account = await AccountPage.of(visitor);
    await account.item(SESSIONS, "Firefox on Windows").getByRole("button", { name: /^End session: Firefox on Windows, signed in \d/ }).click();
    await expect(account.said).toHaveText("Session ended.");
    await expect(account.item(SESSIONS, "Firefox on Windows")).toHaveCount(0);
    await elsewhere.goto("/dashboard");
    await isAt(elsewhere, "Sign in");
    await elsewhere.context().close();
  });

  test("all others end together, and this one stays", async ({ visitor, browser }) => {
    await signUpByCode(visitor);
    const elsewhere = [await signInElsewhere(browser, visitor, FIREFOX), await signInElsewhere(browser, visitor, "curl/8.14.1")];
    const account = await AccountPage.of(visitor);
    await expect(account.item(SESSIONS, "Unknown device")).toHaveCount(1);
    await account.button("End all other sessions").click();
    await expect(account.said).toHaveText("All other sessions ended.");
    await expect(account.region(SESSIONS).getByRole("listitem")).toHaveCount(1);
    for (const page of elsewhere) {
      await page.goto("/dashboard");
      await isAt(page, "Sign in");
      await page.context().close();
    }
  });

  test("one that has ended meanwhile is said to be gone", async ({ visitor, browser }) => {
    await signUpByCode(visitor);
    const elsewhere = await signInElsewhere(browser, visitor, FIREFOX);
    const account = await AccountPage.of(visitor);
    await elsewhere.getByRole("button", { name: "Sign out" }).click();
    await expect(elsewhere).toHaveURL("/");
    await elsewhere.context().close();
    await account.button("End all other sessions").waitFor();
    await account.item(SESSIONS, "Firefox on Windows").getByRole("button").click();
    await expect(account.region(SESSIONS).getByRole("alert")).toContainText("no longer exists");
  });
});
