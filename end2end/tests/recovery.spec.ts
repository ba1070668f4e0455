import type { Page } from "@playwright/test";
import { AccountPage } from "../account-page.ts";
import { expect, test } from "../fixtures.ts";
import { isAt, type Person } from "../people.ts";

const WRONG = "abcde-fghjk-mnpqr-stuv2";

const listed = (page: Page) => page.getByRole("list", { name: "Recovery codes" }).getByRole("listitem");

async function makeCodes(person: Person, button = "Create recovery codes"): Promise<string[]> {
  const account = await AccountPage.of(person);
  await account.button(button).click();
  await isAt(person.page, "Your recovery codes");
  await expect(listed(person.page)).toHaveCount(10);
  return listed(person.page).allTextContents();
}

async function use({ page }: Person, code: string): Promise<void> {
  await page.goto("/login");
  await page.getByRole("link", { name: "Use a recovery code" }).click();
  await isAt(page, "Use a recovery code");
  await page.getByRole("textbox", { name: "Recovery code" }).fill(code);
  await page.getByRole("main").getByRole("button", { name: "Sign in" }).click();
}

test.describe("recovery codes", () => {
  test("are shown only once, and can be taken along", async ({ member }) => {
    const { page } = member;
    const codes = await makeCodes(member);
    expect(new Set(codes).size).toBe(10);
    await expect(page.getByText("Save these codes now.")).toBeVisible();
    const download = page.waitForEvent("download");
    await page.getByRole("link", { name: "Download" }).click();
    const file = await download;
    expect(file.suggestedFilename()).toBe("latchkey-recovery-codes.txt");
    const lines: Buffer[] = [];
    for await (const piece of await file.createReadStream()) lines.push(piece as Buffer);
    expect(Buffer.concat(lines).toString().trim().split("\n")).toEqual(codes);

    await page.getByRole("link", { name: "Done" }).click();
    await isAt(page, "Account");
    await expect(new AccountPage(page).region("Recovery codes")).toContainText("10 unused codes");
    await page.goto("/account/recovery-codes");
    await expect(page.getByText("Recovery codes are shown only once")).toBeVisible();
    await expect(listed(page)).toHaveCount(0);
  });

  test("one signs in once, and leads to a new passkey", async ({ member, visitor }) => {
    const [code = ""] = await makeCodes(member);
    await use(visitor, code.toUpperCase().replaceAll("-", " "));
    await isAt(visitor.page, "Add a passkey");
    expect(await (await visitor.page.request.get("/api/me")).json()).toMatchObject({ email: member.email });
    await visitor.page.getByRole("link", { name: "Not now" }).click();
    await isAt(visitor.page, "Dashboard");
    const account = await AccountPage.of(member);
    await expect(account.region("Recovery codes")).toContainText("9 unused codes");

    await visitor.page.getByRole("button", { name: "Sign out" }).click();
    await use(visitor, code);
    await expect(visitor.page.getByRole("textbox", { name: "Recovery code" })).toHaveAccessibleDescription(/has already been used/);
  });

  test("new ones end the old ones", async ({ member, visitor }) => {
    const [old = ""] = await makeCodes(member);
    const [code = ""] = await makeCodes(member, "Replace recovery codes");
    await use(visitor, old);
    await expect(visitor.page.getByText("has already been used")).toBeVisible();
    await use(visitor, code);
    await isAt(visitor.page, "Add a passkey");
  });

  test("what is none is kept in its field, with the reason beside it", async ({ visitor }) => {
    const field = visitor.page.getByRole("textbox", { name: "Recovery code" });
    await use(visitor, "abcde-12345");
    await expect(field).toHaveAccessibleDescription("A recovery code has four groups of five letters and digits.");
    await expect(field).toHaveValue("abcde-12345");
    await use(visitor, WRONG);
    await expect(field).toHaveAccessibleDescription(/is invalid/);
    await expect(field).toHaveAttribute("aria-invalid", "true");
    await visitor.page.goto("/dashboard");
    await isAt(visitor.page, "Sign in");
  });

  test("print as codes and nothing else", async ({ member: { page, ...member }, javaScriptEnabled }) => {
    await makeCodes({ page, ...member });
    await expect(page.getByRole("button", { name: "Print" })).toHaveCount(javaScriptEnabled ? 1 : 0);
    await page.emulateMedia({ media: "print" });
    await expect(listed(page).first()).toBeVisible();
    await expect(page.getByRole("link", { name: "Download" })).toBeHidden();
    await expect(page.getByRole("navigation", { name: "Main" })).toBeHidden();
  });
});

test.describe("recovery links", () => {
  test("one that is invalid says so and signs nobody in", async ({ visitor: { page } }) => {
    await page.goto("/recover?token=nonsense");
    await isAt(page, "Recover your account");
    await page.getByRole("main").getByRole("button", { name: "Sign in" }).click();
    await isAt(page, "Recover your account");
    await expect(page.getByRole("alert")).toContainText("is invalid");
    await page.goto("/dashboard");
    await isAt(page, "Sign in");
  });

  test("half of one has nothing to press", async ({ visitor: { page } }) => {
    await page.goto("/recover");
    await expect(page.getByText("This link is incomplete")).toBeVisible();
    await expect(page.getByRole("main").getByRole("button")).toHaveCount(0);
  });
});
