import { AccountPage } from "../account-page.ts";
import { signUpWithCode, submitCode } from "../code-sign-in.ts";
import { expect, test } from "../fixtures.ts";
import { latestCode, wrongCode } from "../mailbox.ts";
import { expectPage, type User, uniqueEmail } from "../users.ts";

const EMAILS = "Email addresses";

async function addAddress(user: User, email: string): Promise<AccountPage> {
  const account = await AccountPage.open(user);
  await account.field("New email address").fill(email);
  await account.button("Add address").click();
  await expectPage(user.page, "Verify your email address");
  await expect(user.page.getByText(email)).toBeVisible();
  return account;
}

async function verify(user: User, email: string): Promise<void> {
  await submitCode(user.page, await latestCode(email, user.context.request));
  await expectPage(user.page, "Account");
}

test.describe("email addresses", () => {
  test("one is added, verified, made primary, and the old one removed", async ({ member }) => {
    const [old, email] = [member.email, uniqueEmail()];
    const account = await addAddress(member, email);
    await verify(member, email);
    await expect(account.status).toHaveText("Email address verified.");
    await expect(account.item(EMAILS, email)).toContainText("Verified");
    await expect(account.item(EMAILS, old)).toContainText("Primary");
    await expect(account.item(EMAILS, old)).toContainText("Unverified");

    await account.button(`Make ${email} primary`).click();
    await expect(account.status).toHaveText("Primary email address changed.");
    await expect(account.item(EMAILS, email)).toContainText("Primary");
    await expect(member.page.getByRole("banner")).toContainText(email);

    await account.button(`Remove ${old}`).click();
    await expect(account.status).toHaveText("Email address removed.");
    await expect(account.item(EMAILS, old)).toHaveCount(0);
    await expect(account.button(`Remove ${email}`)).toHaveCount(0);
  });

  test("an unverified one can be verified later, but not become primary", async ({ member }) => {
    const email = uniqueEmail();
    await addAddress(member, email);
    const first = await latestCode(email, member.context.request);
    const account = await AccountPage.open(member);
    await expect(account.button(`Make ${email} primary`)).toHaveCount(0);
    await account.button(`Verify ${email}`).click();
    await expectPage(member.page, "Verify your email address");
    await submitCode(member.page, await latestCode(email, member.context.request, first));
    await expect(account.item(EMAILS, email)).toContainText("Verified");
    await expect(account.button(`Verify ${email}`)).toHaveCount(0);
  });

  test("the dashboard asks to verify the primary one until it is verified", async ({ member }) => {
    const { page, email } = member;
    await page.goto("/dashboard");
    const banner = page.getByRole("status").filter({ hasText: `Verify ${email}` });
    await banner.getByRole("button", { name: "Email me a code" }).click();
    await expectPage(page, "Verify your email address");
    await verify(member, email);
    await page.goto("/dashboard");
    await expectPage(page, "Dashboard");
    await expect(banner).toHaveCount(0);
  });

  test("the dashboard does not ask a user with a passkey to add one", async ({ member }) => {
    const { page } = member;
    await page.goto("/dashboard");
    await expectPage(page, "Dashboard");
    await expect(page.getByRole("link", { name: "Add a passkey to this device" })).toHaveCount(0);
  });

  test("the dashboard asks a user without a passkey to add one", async ({ guest }) => {
    const { page } = guest;
    await signUpWithCode(guest);
    const banner = page.getByRole("status");
    const link = banner.getByRole("link", { name: "Add a passkey to this device" });
    await expect(link).toHaveAttribute("href", "/account/add-passkey");
    await expect(page.getByRole("button", { name: "Email me a code" })).toHaveCount(0);
  });

  test("an invalid address is rejected and stays in its field", async ({ member }) => {
    const account = await AccountPage.open(member);
    const field = account.field("New email address");
    await field.fill("ada@nowhere");
    await account.button("Add address").click();
    await expect(field).toHaveAccessibleDescription(/^Enter a valid email address/);
    await expect(field).toHaveValue("ada@nowhere");
  });

  test("after three wrong codes a new one is required", async ({ member }) => {
    const { page, context } = member;
    const email = uniqueEmail();
    await addAddress(member, email);
    const code = await latestCode(email, context.request);
    for (const _ of [1, 2, 3]) await submitCode(member.page, wrongCode(code));
    await expect(page.getByRole("alert")).toContainText("no longer valid");
    await expect(page.getByText("expires in 5 minutes")).toHaveCount(0);
    await expect(page.getByRole("button", { name: "Continue" })).toHaveCount(0);
    await expect(page.getByRole("button", { name: "Send a new code" })).toBeVisible();
  });

  test("without a requested code the page links to the account", async ({ member: { page } }) => {
    await page.goto("/account/verify");
    await page.getByRole("link", { name: "Go to your account" }).click();
    await expectPage(page, "Account");
  });
});
