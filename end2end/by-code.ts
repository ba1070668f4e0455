import { expect, type Page } from "@playwright/test";
import { codeFor } from "./mailbox.ts";
import { isAt, type Person } from "./people.ts";

/** Types the code and sends it. */
export async function enter(page: Page, code: string): Promise<void> {
  await page.getByRole("textbox", { name: "Code" }).fill(code);
  await page.getByRole("button", { name: "Continue" }).click();
}

/** From `/signup` to `/dashboard` without a passkey: gives the code that did it. */
export async function signUpByCode({ page, email, context }: Person): Promise<string> {
  await page.goto("/signup");
  await page.getByRole("textbox", { name: "Email" }).fill(email);
  await page.getByRole("button", { name: "Use a code instead" }).click();
  const code = await codeFor(email, context.request);
  await enter(page, code);
  await isAt(page, "Dashboard");
  return code;
}

/** Proves the address of the account, from the dashboard. */
export async function verifyAddress({ page, email, context }: Person): Promise<void> {
  await page.goto("/dashboard");
  await page.getByRole("button", { name: "Send me a code" }).click();
  await enter(page, await codeFor(email, context.request));
  await expect(page.getByRole("status")).toHaveText("Email address verified.");
}
