import type { Page } from "@playwright/test";
import { AccountPage } from "../account-page.ts";
import { verifyAddress } from "../by-code.ts";
import { expect, test } from "../fixtures.ts";
import { isAt, signOut, withoutAutofill } from "../people.ts";

const passkeys = (page: Page) => page.getByRole("list", { name: "Passkeys", exact: true }).getByRole("listitem");
const create = (page: Page) => page.getByRole("button", { name: "Create a passkey" }).click();

test.describe("adding a passkey", { tag: "@js" }, () => {
  test("another device gets one, and signs in with it", async ({ passkeyHolder }) => {
    const { page, authenticator } = passkeyHolder;
    const account = await AccountPage.of(passkeyHolder);
    await account.region("Passkeys").getByRole("link", { name: "Add a passkey" }).click();
    await isAt(page, "Add a passkey");
    const laptop = await authenticator.exchanged();
    await laptop.approves();
    await create(page);
    await isAt(page, "Account");
    await expect(account.said).toHaveText(/Passkey added/);
    await expect(passkeys(page)).toHaveCount(2);
    expect(await laptop.passkeys()).toBe(1);

    await laptop.waits();
    await signOut(passkeyHolder);
    await withoutAutofill(passkeyHolder);
    await page.goto("/login");
    await laptop.approves();
    await page.getByRole("button", { name: "Sign in with a passkey" }).click();
    await isAt(page, "Dashboard");
  });

  test("a device that has one already says so", async ({ passkeyHolder: { page, authenticator } }) => {
    await page.goto("/account/add-passkey");
    await authenticator.approves();
    await create(page);
    await expect(page.getByRole("alert")).toContainText("already has a passkey");
    expect(await authenticator.passkeys()).toBe(1);
  });

  test("a ceremony that was cancelled says so, and the next press succeeds", async ({ passkeyHolder }) => {
    const { page, authenticator } = passkeyHolder;
    await page.goto("/account/add-passkey?next=/tasks");
    const laptop = await authenticator.exchanged();
    await laptop.cancels();
    await create(page);
    await expect(page.getByRole("alert")).toContainText(/cancel/i);
    await expect(page.getByRole("button", { name: "Create a passkey" })).toBeFocused();

    await laptop.approves();
    await create(page);
    await isAt(page, "Tasks");
  });

  test("the browser is told which passkeys are good, and what the account is called", async ({ passkeyHolder }) => {
    const { page, email } = passkeyHolder;
    const { user_id: id } = await (await page.request.get("/api/me")).json();
    const told: [string, Record<string, unknown>][] = [];
    await page.exposeFunction("tell", (method: string, about: Record<string, unknown>) => told.push([method, about]));
    await page.addInitScript(() => {
      for (const method of ["signalAllAcceptedCredentials", "signalCurrentUserDetails"]) {
        const tell = async (about: unknown) => (window as unknown as { tell: (...told: unknown[]) => void }).tell(method, about);
        Object.defineProperty(PublicKeyCredential, method, { value: tell, configurable: true });
      }
    });
    await AccountPage.of(passkeyHolder);
    await expect.poll(() => told.map(([method]) => method)).toEqual(["signalAllAcceptedCredentials", "signalCurrentUserDetails"]);
    const userId = Buffer.from(id.replaceAll("-", ""), "hex").toString("base64url");
    expect(told[0]?.[1]).toMatchObject({ rpId: "localhost", userId, allAcceptedCredentialIds: [expect.any(String)] });
    expect(told[1]?.[1]).toMatchObject({ rpId: "localhost", userId, name: email });
  });
});

test.describe("the list of passkeys", () => {
  test("says of each what it is, and gives it another name", async ({ member }) => {
    const { page } = member;
    const account = await AccountPage.of(member);
    await expect(passkeys(page)).toHaveCount(1);
    await expect(passkeys(page)).toContainText("Never used");
    await passkeys(page).locator("summary").click();
    await page.getByRole("textbox", { name: /^Name of / }).fill("My <b>phone</b>");
    await page.getByRole("button", { name: /^Save name of / }).click();
    await expect(account.said).toHaveText("Passkey renamed.");
    await expect(passkeys(page)).toContainText("My <b>phone</b>");
    await expect(account.button("Delete My <b>phone</b>")).toBeVisible();
  });

  test("a name that can't be is refused beside its field", async ({ member }) => {
    const { page } = member;
    await AccountPage.of(member);
    await passkeys(page).locator("summary").click();
    const field = page.getByRole("textbox", { name: /^Name of / });
    await field.fill("   ");
    await page.getByRole("button", { name: /^Save name of / }).click();
    await expect(field).toBeVisible();
    await expect(field).toHaveAccessibleDescription("Give the passkey a name.");
    await expect(field).toHaveAttribute("aria-invalid", "true");
  });

  test("the last way in stays", async ({ member }) => {
    const account = await AccountPage.of(member);
    await member.page.getByRole("button", { name: /^Delete (?!account)/ }).click();
    await expect(account.region("Passkeys").getByRole("alert")).toContainText("This is your only way to sign in");
    await expect(passkeys(member.page)).toHaveCount(1);
  });

  test("who can come in by code may delete the last one", async ({ member }) => {
    await verifyAddress(member);
    const account = await AccountPage.of(member);
    await member.page.getByRole("button", { name: /^Delete (?!account)/ }).click();
    await expect(account.said).toHaveText(/Passkey deleted/);
    await expect(account.region("Passkeys")).toContainText("You don't have a passkey yet.");
  });

  test("adding one needs JavaScript, and the way on does not", { tag: "@no-js" }, async ({ member: { page } }) => {
    await page.goto("/account/add-passkey?next=/tasks");
    await expect(page.locator("noscript p")).toContainText("Creating a passkey requires JavaScript");
    await expect(page.getByRole("button", { name: "Create a passkey" })).toBeDisabled();
    await page.getByRole("link", { name: "Not now" }).click();
    await isAt(page, "Tasks");
  });
});
