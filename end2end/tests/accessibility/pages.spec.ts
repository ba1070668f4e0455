import { expectAccessible } from "../../axe.ts";
import { requestSignUpCode, submitCode } from "../../code-sign-in.ts";
import { expect, test } from "../../fixtures.ts";
import { latestCode, wrongCode } from "../../mailbox.ts";
import { expectPage } from "../../users.ts";
import { BRAND } from "../../brand.ts";

const GUEST_PAGES = {
  "/": BRAND.tagline.en,
  "/signup": "Create your account",
  "/login": "Sign in",
  "/login/code": "Enter your code",
  "/login/recovery": "Use a recovery code",
  "/recover": "Recover your account",
  "/recover?token=nonsense": "Recover your account",
  "/account-deleted": "Your account has been deleted",
  "/nowhere": "Page not found",
};

const MEMBER_PAGES = {
  "/": BRAND.tagline.en,
  "/account/add-passkey": "Add a passkey",
  "/account/confirm": "Confirm it's you",
  "/account/recovery-codes": "Your recovery codes",
  "/account/verify": "Verify your email address",
  "/nowhere": "Page not found",
};

test.describe("axe finds no violation on", { tag: "@js" }, () => {
  // axe checks each state in two themes, which takes seconds.
  test.slow();

  for (const [path, heading] of Object.entries(GUEST_PAGES)) {
    test(`${path} for a guest`, async ({ guest: { page, consoleGuard } }) => {
      consoleGuard.allow(/404.*nowhere/);
      await page.goto(path);
      await expectPage(page, heading);
      await expectAccessible(page);
    });
  }

  for (const [path, heading] of Object.entries(MEMBER_PAGES)) {
    test(`${path} for a member`, async ({ member: { page, consoleGuard } }) => {
      consoleGuard.allow(/404.*nowhere/);
      await page.goto(path);
      await expectPage(page, heading);
      await expectAccessible(page);
    });
  }

  test("rejected email addresses", async ({ guest: { page } }) => {
    const forms = { "/signup": "Use a code instead", "/login": "Email me a code" };
    for (const [path, button] of Object.entries(forms)) {
      await page.goto(path);
      await page.getByRole("textbox", { name: "Email" }).fill("ada@nowhere");
      await page.getByRole("button", { name: button }).click();
      await expect(page.getByText("Enter a valid email address")).toBeVisible();
      await expectAccessible(page);
    }
  });

  test("a cancelled registration", async ({ guest: { page, email, authenticator } }) => {
    await page.goto("/signup");
    await authenticator.reject();
    await page.getByRole("textbox", { name: "Email" }).fill(email);
    await page.getByRole("button", { name: "Create account with a passkey" }).click();
    await expect(page.getByRole("alert")).toContainText(/cancel/i);
    await expectAccessible(page);
  });

  test("the code form: new, with a wrong code, and after too many", async ({ guest }) => {
    const { page, email, context } = guest;
    await requestSignUpCode(guest);
    await expectAccessible(page);
    const wrong = wrongCode(await latestCode(email, context.request));
    await submitCode(page, wrong);
    await expect(page.getByText("Incorrect code")).toBeVisible();
    await expectAccessible(page);
    for (const _ of [2, 3]) await submitCode(page, wrong);
    await expect(page.getByText("no longer valid")).toBeVisible();
    await expectAccessible(page);
  });

  test("a rejected recovery code", async ({ guest: { page } }) => {
    await page.goto("/login/recovery");
    await page.getByRole("textbox", { name: "Recovery code" }).fill("abcde-12345");
    await page.getByRole("main").getByRole("button", { name: "Sign in" }).click();
    await expect(page.getByText("four groups of five letters and digits")).toBeVisible();
    await expectAccessible(page);
  });

  test("an error page", async ({ guest: { page, consoleGuard } }) => {
    consoleGuard.allow(/405.*sessions\/validate/);
    await page.goto("/sessions/validate");
    await expectPage(page, "Something went wrong");
    await expectAccessible(page);
  });
});
