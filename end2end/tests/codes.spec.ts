import {
  requestSignInCode,
  requestSignUpCode,
  signUpWithCode,
  submitCode,
} from "../code-sign-in.ts";
import { expect, test } from "../fixtures.ts";
import { latestCode, wrongCode, latestMail } from "../mailbox.ts";
import { expectPage, signOut } from "../users.ts";

test.describe("codes by email", () => {
  test("one creates an account with a verified address", async ({ guest }) => {
    await signUpWithCode(guest);
    const me = await guest.page.request.get("/api/me");
    expect(await me.json()).toMatchObject({ email: guest.email, email_verified: true });
  });

  test("one signs in and continues to the requested page", async ({ guest }) => {
    const { page, email, context } = guest;
    await signUpWithCode(guest);
    const first = await latestCode(email, context.request);
    await signOut(guest);
    await page.goto("/tasks");
    await requestSignInCode(page, email);
    await submitCode(page, await latestCode(email, context.request, first));
    await expectPage(page, "Tasks");
  });

  test("a wrong one is rejected, then the right one is accepted", async ({ guest }) => {
    const { page, email, context } = guest;
    await requestSignUpCode(guest);
    const code = await latestCode(email, context.request);
    await submitCode(page, wrongCode(code));
    await expect(page.getByText("Incorrect code")).toBeVisible();
    const field = page.getByRole("textbox", { name: "Code" });
    await expect(field).toHaveAttribute("aria-invalid", "true");
    await submitCode(page, code);
    await expectPage(page, "Dashboard");
  });

  test("after three wrong ones the right one is rejected", async ({ guest }) => {
    const { page, email, context } = guest;
    await requestSignUpCode(guest);
    const code = await latestCode(email, context.request);
    for (const _ of [1, 2, 3]) await submitCode(page, wrongCode(code));
    await expect(page.getByText("no longer valid")).toBeVisible();
    await expect(page.getByRole("button", { name: "Continue" })).toBeHidden();
    await expect(page.getByRole("button", { name: "Send a new code" })).toBeVisible();
    await page.goto("/dashboard");
    await expectPage(page, "Sign in");
  });

  test("fewer than six digits are rejected", async ({ guest }) => {
    const { page } = guest;
    await requestSignUpCode(guest);
    await submitCode(page, "12345");
    await expect(page.getByText("Enter the 6-digit code.")).toBeVisible();
  });

  test("a second one can be requested after 30 seconds only", async ({ guest }) => {
    await requestSignUpCode(guest);
    await guest.page.getByRole("button", { name: "Send a new code" }).click();
    await expect(guest.page.getByRole("alert")).toContainText(/Try again in \d+ seconds/);
  });

  test("an address without an account gets the same page and another email", async ({ guest }) => {
    const { page, email, context } = guest;
    await page.goto("/login");
    await requestSignInCode(page, email);
    await expect.poll(() => latestMail(email, context.request)).toMatch(/account/i);
    expect(await latestMail(email, context.request)).not.toMatch(/\b\d{6}\b/);
  });

  test("without a requested code the page links to the sign-in page", async ({ guest }) => {
    await guest.page.goto("/login/code");
    await guest.page.getByRole("link", { name: "Request a code" }).click();
    await expectPage(guest.page, "Sign in");
  });

  test("an invalid address is rejected and stays in its field", async ({ guest }) => {
    const { page } = guest;
    await page.goto("/signup");
    await page.getByRole("textbox", { name: "Email" }).fill("ada@nowhere");
    await page.getByRole("button", { name: "Use a code instead" }).click();
    await expect(page.getByText("Enter a valid email address")).toBeVisible();
    await expect(page.getByRole("textbox", { name: "Email" })).toHaveValue("ada@nowhere");
  });
});
