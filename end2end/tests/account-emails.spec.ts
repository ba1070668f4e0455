import { AccountPage } from "../account-page.ts";
import { expect, test } from "../fixtures.ts";
import { codeFor, otherThan } from "../mailbox.ts";
import { isAt, type Person, someEmail } from "../people.ts";

const EMAILS = "Email addresses";

async function add(person: Person, email: string): Promise<AccountPage> {
  const account = await AccountPage.of(person);
  await account.field("New email address").fill(email);
  await account.button("Add address").click();
  await isAt(person.page, "Verify your email address");
  await expect(person.page.getByText(email)).toBeVisible();
  return account;
}

async function enter({ page }: Person, code: string): Promise<void> {
  await page.getByRole("textbox", { name: "Code" }).fill(code);
  await page.getByRole("button", { name: "Continue" }).click();
}

async function verify(person: Person, email: string): Promise<void> {
  await enter(person, await codeFor(email, person.context.request));
  await isAt(person.page, "Account");
}

test.describe("addresses", () => {
  test("one is added, verified by a code, made primary; the old one goes", async ({ member }) => {
    const [old, email] = [member.email, someEmail()];
    const account = await add(member, email);
    await verify(member, email);
    await expect(account.said).toHaveText("Email address verified.");
    await expect(account.item(EMAILS, email)).toContainText("Verified");
    await expect(account.item(EMAILS, old)).toContainText("Primary");
    await expect(account.item(EMAILS, old)).toContainText("Unverified");

    await account.button(`Make ${email} primary`).click();
    await expect(account.said).toHaveText("Primary email address changed.");
    await expect(account.item(EMAILS, email)).toContainText("Primary");
    await expect(member.page.getByRole("banner")).toContainText(email);

    await account.button(`Remove ${old}`).click();
    await expect(account.said).toHaveText("Email address removed.");
    await expect(account.item(EMAILS, old)).toHaveCount(0);
    await expect(account.button(`Remove ${email}`)).toHaveCount(0);
  });

  test("an unverified one can be verified later, and not become primary", async ({ member }) => {
    const email = someEmail();
    await add(member, email);
    const first = await codeFor(email, member.context.request);
    const account = await AccountPage.of(member);
    await expect(account.button(`Make ${email} primary`)).toHaveCount(0);
    await account.button(`Verify ${email}`).click();
    await isAt(member.page, "Verify your email address");
    await enter(member, await codeFor(email, member.context.request, first));
    await expect(account.item(EMAILS, email)).toContainText("Verified");
    await expect(account.button(`Verify ${email}`)).toHaveCount(0);
  });

  test("the dashboard asks to verify the primary one until it is", async ({ member }) => {
    const { page, email } = member;
    await page.goto("/dashboard");
    const banner = page.getByRole("status").filter({ hasText: `Verify ${email}` });
    await banner.getByRole("button", { name: "Send me a code" }).click();
    await isAt(page, "Verify your email address");
    await verify(member, email);
    await page.goto("/dashboard");
    await isAt(page, "Dashboard");
    await expect(banner).toHaveCount(0);
  });

  test("who came by passkey is not asked to add one", async ({ member: { page } }) => {
    await page.goto("/dashboard");
    await isAt(page, "Dashboard");
    await expect(page.getByRole("link", { name: "Add a passkey to this device" })).toHaveCount(0);
  });

  test("who came by a code is", async ({ visitor }) => {
    const { page, email, context } = visitor;
    await page.goto("/signup");
    await page.getByRole("textbox", { name: "Email" }).fill(email);
    await page.getByRole("button", { name: "Use a code instead" }).click();
    await enter(visitor, await codeFor(email, context.request));
    await isAt(page, "Dashboard");
    const link = page.getByRole("status").getByRole("link", { name: "Add a passkey to this device" });
    await expect(link).toHaveAttribute("href", "/account/add-passkey");
    await expect(page.getByRole("button", { name: "Send me a code" })).toHaveCount(0);
  });

  test("what is no address is kept in its field, with the reason beside it", async ({ member }) => {
    const account = await AccountPage.of(member);
    const field = account.field("New email address");
    await field.fill("ada@nowhere");
    await account.button("Add address").click();
    await expect(field).toHaveAccessibleDescription("That doesn't look like an email address.");
    await expect(field).toHaveValue("ada@nowhere");
  });

  test("three wrong codes are enough: then only a new one helps", async ({ member }) => {
    const { page, context } = member;
    const email = someEmail();
    await add(member, email);
    const code = await codeFor(email, context.request);
    for (const _ of [1, 2, 3]) await enter(member, otherThan(code));
    await expect(page.getByRole("alert")).toContainText("no longer valid");
    await expect(page.getByText("expires in 5 minutes")).toHaveCount(0);
    await expect(page.getByRole("button", { name: "Continue" })).toHaveCount(0);
    await expect(page.getByRole("button", { name: "Send a new code" })).toBeVisible();
  });

  test("no code is under way: the page says where to get one", async ({ member: { page } }) => {
    await page.goto("/account/verify");
    await page.getByRole("link", { name: "Go to your account" }).click();
    await isAt(page, "Account");
  });
});
