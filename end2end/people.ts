import { randomUUID } from "node:crypto";
import { type BrowserContext, expect, type Page } from "@playwright/test";
import type { Authenticator } from "./authenticator.ts";
import type { Watch } from "./watch.ts";

/** Somebody at a browser of their own. */
export interface Person {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly watch: Watch;
  readonly email: string;
}

/** Somebody with JavaScript, and so with a device that keeps passkeys. */
export interface PasskeyHolder extends Person {
  readonly authenticator: Authenticator;
}

/** An address of nobody else. */
export const someEmail = (): string => `${randomUUID().slice(0, 13)}@example.org`;

/** From `/signup` to `/dashboard`, as a person does it. */
export async function signUp({ page, authenticator, email }: PasskeyHolder): Promise<void> {
  await page.goto("/signup");
  await authenticator.approves();
  await page.getByRole("textbox", { name: "Email" }).fill(email);
  await page.getByRole("button", { name: "Create account with a passkey" }).click();
  await isAt(page, "Dashboard");
  await authenticator.waits();
}

/** From now on this browser offers no passkeys in fields: only the button asks for one. */
export async function withoutAutofill({ page }: Person): Promise<void> {
  await page.addInitScript(() => {
    PublicKeyCredential.isConditionalMediationAvailable = async () => false;
  });
}

/** From any page to `/`. */
export async function signOut({ page }: Person): Promise<void> {
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page).toHaveURL("/");
}

/** The page with that heading has arrived. */
export async function isAt(page: Page, heading: string): Promise<void> {
  await expect(page.getByRole("heading", { name: heading, exact: true, level: 1 })).toBeVisible();
}
