import { AccountPage } from "../account-page.ts";
import { expect, test } from "../fixtures.ts";
import { expectPage } from "../users.ts";

test.describe("deleting an account", () => {
  test("the address of the account confirms it, and signs out", async ({ member }) => {
    const { page, email } = member;
    const account = await AccountPage.open(member);
    await account.field(`Type ${email} to confirm`).fill(email.toUpperCase());
    await account.button("Delete account").click();
    await expectPage(page, "Your account has been deleted");
    await expect(page.getByRole("navigation", { name: "Main" })).toHaveCount(0);
    await page.getByRole("link", { name: "Go to the home page" }).click();
    await expect(page).toHaveURL("/");
    await page.goto("/dashboard");
    await expectPage(page, "Sign in");
  });

  test("another address deletes nothing and is an error", async ({ member, stranger }) => {
    const { page, email } = member;
    const account = await AccountPage.open(member);
    const field = account.field(`Type ${email} to confirm`);
    await field.fill(stranger.email);
    await account.button("Delete account").click();
    await expect(field).toHaveAccessibleDescription(/doesn't match the email address/);
    await expect(field).toHaveValue(stranger.email);
    expect((await page.request.get("/api/me")).status()).toBe(200);
  });
});
