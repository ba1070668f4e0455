import { randomUUID } from "node:crypto";
import { type BrowserContext, expect, type Page } from "@playwright/test";
import type { Authenticator } from "./authenticator.ts";
import type { ConsoleGuard } from "./console-guard.ts";

/** A user with a browser of their own. */
export interface User {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly email: string;
  /** Keeps the passkeys of `page`; it responds to no request until a spec approves. */
  readonly authenticator: Authenticator;
  readonly consoleGuard: ConsoleGuard;
}

/** An address that no other user has. */
export const uniqueEmail = (): string => `${randomUUID().slice(0, 13)}@example.org`;

/** Creates an account with a passkey: from `/signup` to `/dashboard`. */
export async function signUp({ page, authenticator, email }: User): Promise<void> {
  await page.goto("/signup");
  await authenticator.approve();
  await page.getByRole("textbox", { name: "Email" }).fill(email);
  await page.getByRole("button", { name: "Create account with a passkey" }).click();
  await expectPage(page, "Dashboard");
  await authenticator.pause();
}

/** From now on the browser offers no passkeys by autofill: only the button asks for one. */
export async function disableAutofill({ page }: User): Promise<void> {
  await page.addInitScript(() => {
    PublicKeyCredential.isConditionalMediationAvailable = async () => false;
  });
}

/** From any page to `/`. */
export async function signOut({ page }: User): Promise<void> {
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page).toHaveURL("/");
}

/** Waits for the page with this heading. */
export async function expectPage(page: Page, heading: string): Promise<void> {
  const title = page.getByRole("heading", { name: heading, exact: true, level: 1 });
  await expect(title).toBeVisible();
}

/** The number of pixels by which the page is wider than the screen. */
export async function horizontalOverflow(page: Page): Promise<number> {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return scrollWidth - clientWidth;
  });
}
