import type { Page } from "@playwright/test";
import { AccountPage } from "../account-page.ts";
import { verifyEmail } from "../code-sign-in.ts";
import { expect, test } from "../fixtures.ts";
import { disableAutofill, expectPage, signOut } from "../users.ts";

const passkeys = (page: Page) => {
  return page.getByRole("list", { name: "Passkeys", exact: true }).getByRole("listitem");
};
const create = (page: Page) => page.getByRole("button", { name: "Create a passkey" }).click();

const SIGNAL_METHODS = ["signalAllAcceptedCredentials", "signalCurrentUserDetails"];

test.describe("adding a passkey", { tag: "@js" }, () => {
  test("a second device gets one and signs in with it", async ({ member }) => {
    const { page, authenticator } = member;
    const account = await AccountPage.open(member);
    const region = account.region("Passkeys");
    await region.getByRole("link", { name: "Add a passkey" }).click();
    await expectPage(page, "Add a passkey");
    const laptop = await authenticator.replace();
    await laptop.approve();
    await create(page);
    await expectPage(page, "Account");
    await expect(account.status).toHaveText(/Passkey added/);
    await expect(passkeys(page)).toHaveCount(2);
    expect(await laptop.credentialCount()).toBe(1);

    await laptop.pause();
    await signOut(member);
    await disableAutofill(member);
    await page.goto("/login");
    await laptop.approve();
    await page.getByRole("button", { name: "Sign in with a passkey" }).click();
    await expectPage(page, "Dashboard");
  });

  test("a device with a passkey gets no second one", async ({ member }) => {
    const { page, authenticator } = member;
    await page.goto("/account/add-passkey");
    await authenticator.approve();
    await create(page);
    await expect(page.getByRole("alert")).toContainText("already has a passkey");
    expect(await authenticator.credentialCount()).toBe(1);
  });

  test("a registration can be cancelled and repeated", async ({ member }) => {
    const { page, authenticator } = member;
    await page.goto("/account/add-passkey?next=/tasks");
    const laptop = await authenticator.replace();
    await laptop.reject();
    await create(page);
    await expect(page.getByRole("alert")).toContainText(/cancel/i);
    await expect(page.getByRole("button", { name: "Create a passkey" })).toBeFocused();

    await laptop.approve();
    await create(page);
    await expectPage(page, "Tasks");
  });

  test("the browser is told the accepted passkeys and the account name", async ({ member }) => {
    const { page, email } = member;
    const { user_id: id } = await (await page.request.get("/api/me")).json();
    const calls: [method: string, options: Record<string, unknown>][] = [];
    await page.exposeFunction("record", (...call: (typeof calls)[number]) => calls.push(call));
    await page.addInitScript((methods) => {
      const { record } = window as unknown as { record: (...call: unknown[]) => Promise<void> };
      for (const method of methods) {
        const value = (options: unknown) => record(method, options);
        Object.defineProperty(PublicKeyCredential, method, { value, configurable: true });
      }
    }, SIGNAL_METHODS);
    await AccountPage.open(member);
    await expect.poll(() => calls.map(([method]) => method)).toEqual(SIGNAL_METHODS);
    const userId = Buffer.from(id.replaceAll("-", ""), "hex").toString("base64url");
    const rpId = "localhost";
    const allAcceptedCredentialIds = [expect.any(String)];
    expect(calls[0]?.[1]).toMatchObject({ rpId, userId, allAcceptedCredentialIds });
    expect(calls[1]?.[1]).toMatchObject({ rpId, userId, name: email });
  });
});

test.describe("the list of passkeys", () => {
  test("shows each one and renames it", async ({ member }) => {
    const { page } = member;
    const account = await AccountPage.open(member);
    await expect(passkeys(page)).toHaveCount(1);
    await expect(passkeys(page)).toContainText("Never used");
    await passkeys(page).locator("summary").click();
    await page.getByRole("textbox", { name: /^Name of / }).fill("My <b>phone</b>");
    await page.getByRole("button", { name: /^Save name of / }).click();
    await expect(account.status).toHaveText("Passkey renamed.");
    await expect(passkeys(page)).toContainText("My <b>phone</b>");
    await expect(account.button("Delete My <b>phone</b>")).toBeVisible();
  });

  test("rejects a blank name", async ({ member }) => {
    const { page } = member;
    await AccountPage.open(member);
    await passkeys(page).locator("summary").click();
    const field = page.getByRole("textbox", { name: /^Name of / });
    await field.fill("   ");
    await page.getByRole("button", { name: /^Save name of / }).click();
    await expect(field).toBeVisible();
    await expect(field).toHaveAccessibleDescription("Name can't be blank.");
    await expect(field).toHaveAttribute("aria-invalid", "true");
  });

  test("keeps the last sign-in method", async ({ member }) => {
    const account = await AccountPage.open(member);
    await member.page.getByRole("button", { name: /^Delete (?!account)/ }).click();
    const alert = account.region("Passkeys").getByRole("alert");
    await expect(alert).toContainText("This is your only way to sign in");
    await expect(passkeys(member.page)).toHaveCount(1);
  });

  test("deletes the last one of a user who can sign in by code", async ({ member }) => {
    await verifyEmail(member);
    const account = await AccountPage.open(member);
    await member.page.getByRole("button", { name: /^Delete (?!account)/ }).click();
    await expect(account.status).toHaveText(/Passkey deleted/);
    await expect(account.region("Passkeys")).toContainText("have a passkey yet");
  });

  test("skips adding one without JavaScript", { tag: "@no-js" }, async ({ member: { page } }) => {
    await page.goto("/account/add-passkey?next=/tasks");
    const noscript = page.locator("noscript p");
    await expect(noscript).toContainText("Creating a passkey requires JavaScript");
    await expect(page.getByRole("button", { name: "Create a passkey" })).toBeDisabled();
    await page.getByRole("link", { name: "Not now" }).click();
    await expectPage(page, "Tasks");
  });
});
