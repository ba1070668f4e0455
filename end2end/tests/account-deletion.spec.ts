import { AccountPage } from "../account-page.ts";
import { expect, test } from "../fixtures.ts";
import { isAt } from "../people.ts";

test.describe("the end of an account", () => {
  test("who types the address deletes it, and is signed out", async ({ member }) => {
    const { page, email } = member;
    const account = await AccountPage.of(member);
    await account.field(`Type ${email} to confirm`).fill(email.toUpperCase());
    await account.button("Delete account").click();
    await isAt(page, "Your account has been deleted");
    await expect(page.getByRole("navigation", { name: "Main" })).toHaveCount(0);
    await page.getByRole("link", { name: "Go to the home page" }).click();
    await expect(page).toHaveURL("/");
    await page.goto("/dashboard");
    await isAt(page, "Sign in");
  });

  test("any other address deletes nothing, and the reason stands beside the field", async ({ member, stranger }) => {
    const { page, email } = member;
    const account = await AccountPage.of(member);
    const field = account.field(`Type ${email} to confirm`);
    await field.fill(stranger.email);
    await account.button("Delete account").click();
    await expect(field).toHaveAccessibleDescription("This doesn't match the email address of your account. Check it and try again.");
    await expect(field).toHaveValue(stranger.email);
    expect((await page.request.get("/api/me")).status()).toBe(200);
  });
});
