import type { Browser, Page } from "@playwright/test";
import { AccountPage } from "../account-page.ts";
import { requestSignInCode, signUpWithCode, submitCode } from "../code-sign-in.ts";
import { expect, test } from "../fixtures.ts";
import { latestCode } from "../mailbox.ts";
import { expectPage, type User } from "../users.ts";

const SESSIONS = "Sessions";
const FIREFOX =
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0";

/** Signs the same user in with a second browser, by code. */
async function signInElsewhere(browser: Browser, user: User, userAgent: string): Promise<Page> {
  const { email, context } = user;
  const previous = await latestCode(email, context.request);
  const page = await (await browser.newContext({ userAgent, javaScriptEnabled: false })).newPage();
  await page.goto("/login");
  await requestSignInCode(page, email);
  await submitCode(page, await latestCode(email, context.request, previous));
  await expectPage(page, "Dashboard");
  return page;
}

test.describe("sessions", () => {
  test("the list shows the browser, the method and the current one", async ({ guest }) => {
    await signUpWithCode(guest);
    const account = await AccountPage.open(guest);
    const here = account.item(SESSIONS, "This device");
    await expect(here).toContainText(/Chrome on (Linux|Windows|macOS)/);
    await expect(here).toContainText("Email code");
    await expect(here.getByRole("button")).toHaveCount(0);
    await expect(account.button("End all other sessions")).toHaveCount(0);
  });

  test("ending one signs its browser out at once", async ({ guest, browser }) => {
    await signUpWithCode(guest);
    const elsewhere = await signInElsewhere(browser, guest, FIREFOX);
    const account = await AccountPage.open(guest);
    const name = /^End session: Firefox on Windows, signed in \d/;
    await account.item(SESSIONS, "Firefox on Windows").getByRole("button", { name }).click();
    await expect(account.status).toHaveText("Session ended.");
    await expect(account.item(SESSIONS, "Firefox on Windows")).toHaveCount(0);
    await elsewhere.goto("/dashboard");
    await expectPage(elsewhere, "Sign in");
    await elsewhere.context().close();
  });

  test("ending all others keeps the current one", async ({ guest, browser }) => {
    await signUpWithCode(guest);
    const elsewhere = [
      await signInElsewhere(browser, guest, FIREFOX),
      await signInElsewhere(browser, guest, "curl/8.14.1"),
    ];
    const account = await AccountPage.open(guest);
    await expect(account.item(SESSIONS, "Unknown device")).toHaveCount(1);
    await account.button("End all other sessions").click();
    await expect(account.status).toHaveText("All other sessions ended.");
    await expect(account.region(SESSIONS).getByRole("listitem")).toHaveCount(1);
    for (const page of elsewhere) {
      await page.goto("/dashboard");
      await expectPage(page, "Sign in");
      await page.context().close();
    }
  });

  test("ending one that has ended already is an error", async ({ guest, browser }) => {
    await signUpWithCode(guest);
    const elsewhere = await signInElsewhere(browser, guest, FIREFOX);
    const account = await AccountPage.open(guest);
    await elsewhere.getByRole("button", { name: "Sign out" }).click();
    await expect(elsewhere).toHaveURL("/");
    await elsewhere.context().close();
    await account.button("End all other sessions").waitFor();
    await account.item(SESSIONS, "Firefox on Windows").getByRole("button").click();
    const alert = account.region(SESSIONS).getByRole("alert");
    await expect(alert).toContainText("no longer exists");
  });
});
