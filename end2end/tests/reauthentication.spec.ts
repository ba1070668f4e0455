import { AccountPage } from "../account-page.ts";
import { signUpWithCode, submitCode } from "../code-sign-in.ts";
import { expect, test } from "../fixtures.ts";
import { latestCode, wrongCode } from "../mailbox.ts";
import { expectPage, type User } from "../users.ts";

const HEADING = "Confirm it's you";

const NEW_NAME = "Ada; & co.";

/** Sets the cookie of a form that was submitted more than ten minutes after the sign-in. */
async function setPendingRename({ page, context }: User): Promise<void> {
  const request = { path: "/api/profile/set-display-name", fields: [["display_name", NEW_NAME]] };
  const value = Buffer.from(JSON.stringify(request)).toString("base64url");
  const url = new URL("/", page.url()).href;
  await context.addCookies([{ name: "pending_request", value, url }]);
}

test.describe("reauthentication with a passkey", { tag: "@js" }, () => {
  test("submits the pending form", async ({ member }) => {
    const { page, authenticator } = member;
    await setPendingRename(member);
    await page.goto("/account/confirm");
    await authenticator.approve();
    await page.getByRole("button", { name: "Confirm with a passkey" }).click();
    await expectPage(page, "Account");
    const account = new AccountPage(page);
    await expect(account.status).toHaveText("Name saved.");
    await expect(account.field("Display name")).toHaveValue(NEW_NAME);
  });

  test("continues to the requested page with a new session", async ({ member }) => {
    const { page, context, authenticator } = member;
    const session = async () => {
      return (await context.cookies()).find((cookie) => cookie.name === "session")?.value;
    };
    const before = await session();
    await page.goto("/account/confirm?next=/tasks");
    await authenticator.approve();
    await page.getByRole("button", { name: "Confirm with a passkey" }).click();
    await expectPage(page, "Tasks");
    expect(await session()).not.toBe(before);
  });

  test("can be cancelled and repeated", async ({ member }) => {
    const { page, authenticator } = member;
    await page.goto("/account/confirm");
    await authenticator.reject();
    await page.getByRole("button", { name: "Confirm with a passkey" }).click();
    await expect(page.getByRole("alert")).toContainText(/cancel/i);
    await authenticator.approve();
    await page.getByRole("button", { name: "Confirm with a passkey" }).click();
    await expectPage(page, "Account");
  });
});

test.describe("reauthentication with a code", () => {
  test("submits the pending form", async ({ guest }) => {
    const { page, email, context } = guest;
    const first = await signUpWithCode(guest);
    await setPendingRename(guest);
    await page.goto("/account/confirm");
    await expectPage(page, HEADING);
    await expect(page.getByRole("button", { name: "Confirm with a passkey" })).toHaveCount(0);
    await page.getByRole("button", { name: "Email me a code" }).click();
    await submitCode(page, await latestCode(email, context.request, first));
    await expectPage(page, "Account");
    const account = new AccountPage(page);
    await expect(account.status).toHaveText("Name saved.");
    await expect(account.field("Display name")).toHaveValue(NEW_NAME);
  });

  test("continues to the requested page", async ({ guest }) => {
    const { page, email, context } = guest;
    const first = await signUpWithCode(guest);
    await page.goto("/account/confirm?next=/tasks");
    await page.getByRole("button", { name: "Email me a code" }).click();
    await submitCode(page, await latestCode(email, context.request, first));
    await expectPage(page, "Tasks");
  });

  test("rejects a wrong code, then accepts the right one", async ({ guest }) => {
    const { page, email, context } = guest;
    const first = await signUpWithCode(guest);
    await setPendingRename(guest);
    await page.goto("/account/confirm");
    await page.getByRole("button", { name: "Email me a code" }).click();
    const code = await latestCode(email, context.request, first);
    await submitCode(page, wrongCode(code));
    await expectPage(page, HEADING);
    const field = page.getByRole("textbox", { name: "Code" });
    await expect(field).toHaveAccessibleDescription(/Incorrect code/);
    await submitCode(page, code);
    await expect(new AccountPage(page).status).toHaveText("Name saved.");
  });

  test("sends a second code after 30 seconds only", async ({ guest }) => {
    const { page } = guest;
    await signUpWithCode(guest);
    await page.goto("/account/confirm");
    await page.getByRole("button", { name: "Email me a code" }).click();
    await page.getByRole("button", { name: "Send a new code" }).click();
    await expectPage(page, HEADING);
    await expect(page.getByRole("alert")).toContainText(/Try again in \d+ seconds/);
  });

  test("is not offered to a user without a verified address", async ({ member: { page } }) => {
    await page.goto("/account/confirm");
    await expectPage(page, HEADING);
    await expect(page.getByText("first verify your email address")).toBeVisible();
    await expect(page.getByRole("button", { name: "Email me a code" })).toHaveCount(0);
  });

  test("has a disabled button without JavaScript", { tag: "@no-js" }, async ({ member }) => {
    const { page } = member;
    await page.goto("/account/confirm");
    await expect(page.getByRole("button", { name: "Confirm with a passkey" })).toBeDisabled();
    await expect(page.locator("noscript p")).toContainText("Passkeys require JavaScript");
  });
});
