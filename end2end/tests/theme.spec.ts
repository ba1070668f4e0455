import type { Page } from "@playwright/test";
import { AccountPage } from "../account-page.ts";
import { expect, test } from "../fixtures.ts";
import type { User } from "../users.ts";

const DARK = "rgb(12, 13, 18)";
const LIGHT = "rgb(250, 250, 251)";

async function expectBackground({ page }: User, color: string): Promise<void> {
  await expect(page.locator("body")).toHaveCSS("background-color", color);
}

const themeButton = (page: Page, name: string) => {
  return page.getByRole("group", { name: "Theme" }).getByRole("button", { name, exact: true });
};

test.describe("the theme", () => {
  test("follows the device until one is chosen", async ({ guest }) => {
    await guest.page.emulateMedia({ colorScheme: "dark" });
    await guest.page.goto("/");
    await expectBackground(guest, DARK);
    const system = themeButton(guest.page, "System");
    await expect(system).toHaveAttribute("aria-pressed", "true");
    await guest.page.emulateMedia({ colorScheme: "light" });
    await expectBackground(guest, LIGHT);
  });

  test("is chosen by a guest on any page and kept", async ({ guest }) => {
    const { page } = guest;
    await page.emulateMedia({ colorScheme: "light" });
    await page.goto("/login?next=/tasks");
    await themeButton(page, "Dark").click();
    await expect(page).toHaveURL(/\/login\?next=(\/|%2F)tasks$/);
    await expect(themeButton(page, "Dark")).toHaveAttribute("aria-pressed", "true");
    await expectBackground(guest, DARK);
    await page.goto("/signup");
    await expectBackground(guest, DARK);
    await expect(page.locator("meta[name=theme-color]")).toHaveAttribute("content", "#0c0d12");
    await themeButton(page, "System").click();
    await expectBackground(guest, LIGHT);
  });

  test("is chosen by a member in their profile", async ({ member }) => {
    const { page } = member;
    await page.emulateMedia({ colorScheme: "dark" });
    const account = await AccountPage.open(member);
    const themes = account.region("Profile").getByRole("radiogroup", { name: "Theme" });
    await expect(themes.getByRole("radio", { name: "System" })).toBeChecked();
    await themes.getByRole("radio", { name: "Light" }).check();
    await account.button("Save theme").click();
    await expectBackground(member, LIGHT);
    await expect(themes.getByRole("radio", { name: "Light" })).toBeChecked();
    await page.goto("/tasks");
    await expectBackground(member, LIGHT);
  });
});
