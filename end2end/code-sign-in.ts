import { expect, type Page } from "@playwright/test";
import { latestCode } from "./mailbox.ts";
import { expectPage, type User } from "./users.ts";

/** Fills in a code and submits it. */
export async function submitCode(page: Page, code: string): Promise<void> {
  await page.getByRole("textbox", { name: "Code" }).fill(code);
  await page.getByRole("button", { name: "Continue" }).click();
}

/** Requests a code for a new account; ends on the page that asks for the code. */
export async function requestSignUpCode({ page, email }: User): Promise<void> {
  await page.goto("/signup");
  await page.getByRole("textbox", { name: "Email" }).fill(email);
  await page.getByRole("button", { name: "Use a code instead" }).click();
  await expectPage(page, "Enter your code");
}

/** Requests a code on the open sign-in page; ends on the page that asks for the code. */
export async function requestSignInCode(page: Page, email: string): Promise<void> {
  await page.getByRole("textbox", { name: "Email" }).fill(email);
  await page.getByRole("button", { name: "Email me a code" }).click();
  await expectPage(page, "Enter your code");
}

/** Creates an account without a passkey; returns the code that was used. */
export async function signUpWithCode(user: User): Promise<string> {
  await requestSignUpCode(user);
  const code = await latestCode(user.email, user.context.request);
  await submitCode(user.page, code);
  await expectPage(user.page, "Dashboard");
  return code;
}

/** Verifies the address of the account, from the dashboard. */
export async function verifyEmail({ page, email, context }: User): Promise<void> {
  await page.goto("/dashboard");
  await page.getByRole("button", { name: "Email me a code" }).click();
  await submitCode(page, await latestCode(email, context.request));
  await expect(page.getByRole("status")).toHaveText("Email address verified.");
}
