import { AccountPage } from "../account-page.ts";
import { expect, test } from "../fixtures.ts";
import { isAt } from "../people.ts";

const REGIONS = ["Profile", "Email", "Passkeys", "Sessions", "Recovery codes", "Your data", "Delete account"];

test.describe("the account page", () => {
  test("has a region for each part", async ({ member }) => {
    const account = await AccountPage.of(member);
    for (const region of REGIONS) await expect(account.region(region)).toBeVisible();
  });

  test("the main navigation leads there, and says so on the pages below it too", async ({ member: { page } }) => {
    await page.goto("/dashboard");
    const link = page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Account" });
    await expect(link).not.toHaveAttribute("aria-current");
    await link.click();
    await isAt(page, "Account");
    await expect(link).toHaveAttribute("aria-current", "page");
    await page.goto("/account/verify");
    await expect(link).toHaveAttribute("aria-current", "true");
  });

  test("offers everything as a download", async ({ member }) => {
    const account = await AccountPage.of(member);
    const link = account.region("Your data").getByRole("link", { name: "Download your data" });
    await expect(link).toHaveAttribute("href", "/account/export");
  });

  test("a name is saved, and greets on the dashboard", async ({ member }) => {
    const { page } = member;
    const account = await AccountPage.of(member);
    await account.field("Display name").fill("Ada <Lovelace>");
    await account.button("Save name").click();
    await expect(account.said).toHaveText("Name saved.");
    await expect(account.field("Display name")).toHaveValue("Ada <Lovelace>");
    await page.goto("/dashboard");
    await expect(page.getByText("Good to see you, Ada <Lovelace>.")).toBeVisible();
  });

  test("without a name it is the address that greets", async ({ member }) => {
    const { page, email } = member;
    const account = await AccountPage.of(member);
    await account.field("Display name").fill("Ada");
    await account.button("Save name").click();
    await account.field("Display name").fill(" ");
    await account.button("Save name").click();
    await expect(account.field("Display name")).toHaveValue("");
    await page.goto("/dashboard");
    await expect(page.getByText(`Good to see you, ${email.split("@")[0]}.`)).toBeVisible();
  });

  test("a refused name is kept in its field, with the reason beside it, and has the focus", async ({ member }) => {
    const account = await AccountPage.of(member);
    const field = account.field("Display name");
    // A browser that knows nothing of maxlength: the server must not rely on it.
    await field.evaluate((input) => input.removeAttribute("maxlength"));
    await field.fill("x".repeat(101));
    await account.button("Save name").click();
    await expect(field).toHaveAccessibleDescription("That is too long: 100 characters are the most.");
    await expect(field).toHaveValue("x".repeat(101));
    await expect(field).toHaveAttribute("aria-invalid", "true");
    await expect(field).toBeFocused();
  });
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 360, height: 740 } });

  test("the account page does not scroll sideways", async ({ member }) => {
    await AccountPage.of(member);
    const sideways = await member.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(sideways).toBe(0);
  });
});
