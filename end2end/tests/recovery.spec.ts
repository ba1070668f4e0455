import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { AccountPage } from "../account-page.ts";
import { expectRejected } from "../fields.ts";
import { expect, test } from "../fixtures.ts";
import { expectPage, type User } from "../users.ts";
import { BRAND } from "../brand.ts";

const WRONG_CODE = "abcde-fghjk-mnpqr-stuv2";

const listedCodes = (page: Page) => {
  return page.getByRole("list", { name: "Recovery codes" }).getByRole("listitem");
};

async function createCodes(user: User, button = "Create recovery codes"): Promise<string[]> {
  const account = await AccountPage.open(user);
  await account.button(button).click();
  await expectPage(user.page, "Your recovery codes");
  await expect(listedCodes(user.page)).toHaveCount(10);
  return listedCodes(user.page).allTextContents();
}

async function signInWithCode({ page }: User, code: string): Promise<void> {
  await page.goto("/login");
  await page.getByRole("link", { name: "Use a recovery code" }).click();
  await expectPage(page, "Use a recovery code");
  await page.getByRole("textbox", { name: "Recovery code" }).fill(code);
  await page.getByRole("main").getByRole("button", { name: "Sign in" }).click();
}

test.describe("recovery codes", () => {
  test("are shown once and can be downloaded", async ({ member }) => {
    const { page } = member;
    const codes = await createCodes(member);
    expect(new Set(codes).size).toBe(10);
    await expect(page.getByText("Save these codes now.")).toBeVisible();
    const download = page.waitForEvent("download");
    await page.getByRole("link", { name: "Download" }).click();
    const file = await download;
    expect(file.suggestedFilename()).toBe(`${BRAND.slug}-recovery-codes.txt`);
    expect((await readFile(await file.path(), "utf8")).trim().split("\n")).toEqual(codes);

    await page.getByRole("link", { name: "Done" }).click();
    await expectPage(page, "Account");
    await expect(new AccountPage(page).region("Recovery codes")).toContainText("10 unused codes");
    await page.goto("/account/recovery-codes");
    await expect(page.getByText("Recovery codes are shown only once")).toBeVisible();
    await expect(listedCodes(page)).toHaveCount(0);
  });

  test("sign in once each, and continue to adding a passkey", async ({ member, guest }) => {
    const [code = ""] = await createCodes(member);
    await signInWithCode(guest, code.toUpperCase().replaceAll("-", " "));
    await expectPage(guest.page, "Add a passkey");
    const me = await guest.page.request.get("/api/me");
    expect(await me.json()).toMatchObject({ email: member.email });
    await guest.page.getByRole("link", { name: "Not now" }).click();
    await expectPage(guest.page, "Dashboard");
    const account = await AccountPage.open(member);
    await expect(account.region("Recovery codes")).toContainText("9 unused codes");

    await guest.page.getByRole("button", { name: "Sign out" }).click();
    await signInWithCode(guest, code);
    const field = guest.page.getByRole("textbox", { name: "Recovery code" });
    await expect(field).toHaveAccessibleDescription(/has already been used/);
  });

  test("new ones replace the old ones", async ({ member, guest }) => {
    const [old = ""] = await createCodes(member);
    const [code = ""] = await createCodes(member, "Replace recovery codes");
    await signInWithCode(guest, old);
    await expect(guest.page.getByText("has already been used")).toBeVisible();
    await signInWithCode(guest, code);
    await expectPage(guest.page, "Add a passkey");
  });

  test("a malformed one is rejected and stays in its field", async ({ guest }) => {
    const field = guest.page.getByRole("textbox", { name: "Recovery code" });
    await signInWithCode(guest, "abcde-12345");
    await expectRejected(field, { value: "abcde-12345", error: /four groups of five/ });
    await signInWithCode(guest, WRONG_CODE);
    await expect(field).toHaveAccessibleDescription(/is invalid or has already been used/);
    await expect(field).toHaveAttribute("aria-invalid", "true");
    await guest.page.goto("/dashboard");
    await expectPage(guest.page, "Sign in");
  });

  test("the page prints the codes only", async ({ member, javaScriptEnabled }) => {
    const { page } = member;
    await createCodes(member);
    const printButton = page.getByRole("button", { name: "Print" });
    await expect(printButton).toHaveCount(javaScriptEnabled ? 1 : 0);
    await page.emulateMedia({ media: "print" });
    await expect(listedCodes(page).first()).toBeVisible();
    await expect(page.getByRole("link", { name: "Download" })).toBeHidden();
    await expect(page.getByRole("navigation", { name: "Main" })).toBeHidden();
  });
});

test.describe("recovery links", () => {
  test("an invalid one signs nobody in", async ({ guest: { page } }) => {
    await page.goto("/recover?token=nonsense");
    await expectPage(page, "Recover your account");
    await page.getByRole("main").getByRole("button", { name: "Sign in" }).click();
    await expectPage(page, "Recover your account");
    await expect(page.getByRole("alert")).toContainText("is invalid or has already been used");
    await page.goto("/dashboard");
    await expectPage(page, "Sign in");
  });

  test("one without a token has no button", async ({ guest: { page } }) => {
    await page.goto("/recover");
    await expect(page.getByText("This link is incomplete")).toBeVisible();
    await expect(page.getByRole("main").getByRole("button")).toHaveCount(0);
  });
});
