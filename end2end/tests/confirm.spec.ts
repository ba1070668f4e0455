import { AccountPage } from "../account-page.ts";
import { enter, signUpByCode } from "../by-code.ts";
import { expect, test } from "../fixtures.ts";
import { codeFor, otherThan } from "../mailbox.ts";
import { isAt, type Person } from "../people.ts";

const HEADING = "Confirm it's you";

/** As if the form had been sent more than ten minutes after signing in: the site has put it into this cookie. */
async function hasAsked({ page, context }: Person, path: string, fields: [string, string][]): Promise<void> {
  const value = Buffer.from(JSON.stringify({ path, fields })).toString("base64url");
  await context.addCookies([{ name: "asked", value, url: new URL("/", page.url()).href }]);
}

const hasAskedForAName = (person: Person) => hasAsked(person, "/api/account/rename", [["display_name", "Ada; & co."]]);

test.describe("confirming by passkey", { tag: "@js" }, () => {
  test("does what was asked for", async ({ passkeyHolder }) => {
    const { page, authenticator } = passkeyHolder;
    await hasAskedForAName(passkeyHolder);
    await page.goto("/account/confirm");
    await authenticator.approves();
    await page.getByRole("button", { name: "Confirm with a passkey" }).click();
    await isAt(page, "Account");
    const account = new AccountPage(page);
    await expect(account.said).toHaveText("Name saved.");
    await expect(account.field("Display name")).toHaveValue("Ada; & co.");
  });

  test("leads to the page that was wanted, with a new session", async ({ passkeyHolder }) => {
    const { page, context, authenticator } = passkeyHolder;
    const session = async () => (await context.cookies()).find((cookie) => cookie.name === "session")?.value;
    const before = await session();
    await page.goto("/account/confirm?next=/tasks");
    await authenticator.approves();
    await page.getByRole("button", { name: "Confirm with a passkey" }).click();
    await isAt(page, "Tasks");
    expect(await session()).not.toBe(before);
  });

  test("a ceremony that was cancelled says so, and the next press succeeds", async ({ passkeyHolder }) => {
    const { page, authenticator } = passkeyHolder;
    await page.goto("/account/confirm");
    await authenticator.cancels();
    await page.getByRole("button", { name: "Confirm with a passkey" }).click();
    await expect(page.getByRole("alert")).toContainText(/cancel/i);
    await authenticator.approves();
    await page.getByRole("button", { name: "Confirm with a passkey" }).click();
    await isAt(page, "Account");
  });
});

test.describe("confirming by code", () => {
  test("does what was asked for", async ({ visitor }) => {
    const { page, email, context } = visitor;
    const first = await signUpByCode(visitor);
    await hasAskedForAName(visitor);
    await page.goto("/account/confirm");
    await isAt(page, HEADING);
    await expect(page.getByRole("button", { name: "Confirm with a passkey" })).toHaveCount(0);
    await page.getByRole("button", { name: "Email me a code" }).click();
    await enter(page, await codeFor(email, context.request, first));
    await isAt(page, "Account");
    const account = new AccountPage(page);
    await expect(account.said).toHaveText("Name saved.");
    await expect(account.field("Display name")).toHaveValue("Ada; & co.");
  });

  test("leads to the page that was wanted", async ({ visitor }) => {
    const { page, email, context } = visitor;
    const first = await signUpByCode(visitor);
    await page.goto("/account/confirm?next=/tasks");
    await page.getByRole("button", { name: "Email me a code" }).click();
    await enter(page, await codeFor(email, context.request, first));
    await isAt(page, "Tasks");
  });

  test("a wrong code is refused beside its field, the right one still counts", async ({ visitor }) => {
    const { page, email, context } = visitor;
    const first = await signUpByCode(visitor);
    await hasAskedForAName(visitor);
    await page.goto("/account/confirm");
    await page.getByRole("button", { name: "Email me a code" }).click();
    const code = await codeFor(email, context.request, first);
    await enter(page, otherThan(code));
    await isAt(page, HEADING);
    await expect(page.getByRole("textbox", { name: "Code" })).toHaveAccessibleDescription(/Incorrect code/);
    await enter(page, code);
    await expect(new AccountPage(page).said).toHaveText("Name saved.");
  });

  test("a new one has to wait half a minute", async ({ visitor }) => {
    const { page } = visitor;
    await signUpByCode(visitor);
    await page.goto("/account/confirm");
    await page.getByRole("button", { name: "Email me a code" }).click();
    await page.getByRole("button", { name: "Send a new code" }).click();
    await isAt(page, HEADING);
    await expect(page.getByRole("alert")).toContainText(/Try again in \d+ seconds/);
  });

  test("who has not verified an address is told so", async ({ member: { page } }) => {
    await page.goto("/account/confirm");
    await isAt(page, HEADING);
    await expect(page.getByText("first verify your email address")).toBeVisible();
    await expect(page.getByRole("button", { name: "Email me a code" })).toHaveCount(0);
  });

  test("the passkey needs JavaScript", { tag: "@no-js" }, async ({ member: { page } }) => {
    await page.goto("/account/confirm");
    await expect(page.getByRole("button", { name: "Confirm with a passkey" })).toBeDisabled();
    await expect(page.locator("noscript p")).toContainText("Passkeys require JavaScript");
  });
});
