import { AccountPage } from "../account-page.ts";
import { expectRejected, removeConstraints } from "../fields.ts";
import { expect, test } from "../fixtures.ts";
import { expectPage, horizontalOverflow } from "../users.ts";

const REGIONS = [
  "Profile",
  "Email",
  "Passkeys",
  "Sessions",
  "Recovery codes",
  "Your data",
  "Delete account",
];

test.describe("the account page", () => {
  test("has a region for each section", async ({ member }) => {
    const account = await AccountPage.open(member);
    for (const region of REGIONS) await expect(account.region(region)).toBeVisible();
  });

  test("is the current link of the main navigation, also below it", async ({ member }) => {
    const { page } = member;
    await page.goto("/dashboard");
    const navigation = page.getByRole("navigation", { name: "Main" });
    const link = navigation.getByRole("link", { name: "Account" });
    await expect(link).not.toHaveAttribute("aria-current");
    await link.click();
    await expectPage(page, "Account");
    await expect(link).toHaveAttribute("aria-current", "page");
    await page.goto("/account/verify");
    await expect(link).toHaveAttribute("aria-current", "true");
  });

  test("has a link to download all data", async ({ member }) => {
    const account = await AccountPage.open(member);
    const data = account.region("Your data");
    const link = data.getByRole("link", { name: "Download your data" });
    await expect(link).toHaveAttribute("href", "/account/export");
  });

  test("saves a name, which the dashboard shows", async ({ member }) => {
    const { page } = member;
    const account = await AccountPage.open(member);
    await account.field("Display name").fill("Ada <Lovelace>");
    await account.button("Save name").click();
    await expect(account.status).toHaveText("Name saved.");
    await expect(account.field("Display name")).toHaveValue("Ada <Lovelace>");
    await page.goto("/dashboard");
    await expect(page.getByText("Good to see you, Ada <Lovelace>.")).toBeVisible();
  });

  test("removes a name, and the dashboard shows the address", async ({ member }) => {
    const { page, email } = member;
    const account = await AccountPage.open(member);
    await account.field("Display name").fill("Ada");
    await account.button("Save name").click();
    await account.field("Display name").fill(" ");
    await account.button("Save name").click();
    await expect(account.field("Display name")).toHaveValue("");
    await page.goto("/dashboard");
    await expect(page.getByText(`Good to see you, ${email.split("@")[0]}.`)).toBeVisible();
  });

  test("keeps a rejected name in its field, which has the focus", async ({ member }) => {
    const account = await AccountPage.open(member);
    const field = account.field("Display name");
    const value = "x".repeat(101);
    await removeConstraints(field);
    await field.fill(value);
    await account.button("Save name").click();
    await expectRejected(field, { value, error: /100/ });
    await expect(field).toBeFocused();
  });
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 360, height: 740 } });

  test("the account page does not scroll sideways", async ({ member }) => {
    await AccountPage.open(member);
    expect(await horizontalOverflow(member.page)).toBe(0);
  });
});
