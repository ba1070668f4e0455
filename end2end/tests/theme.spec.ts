import type { Page } from "@playwright/test";
import { AccountPage } from "../account-page.ts";
import { expect, test } from "../fixtures.ts";
import type { Person } from "../people.ts";

const DARK = "rgb(12, 13, 18)";
const LIGHT = "rgb(250, 250, 251)";

async function isPainted({ page }: Person, color: string): Promise<void> {
  await expect(page.locator("body")).toHaveCSS("background-color", color);
}

const choice = (page: Page, name: string) => page.getByRole("group", { name: "Theme" }).getByRole("button", { name, exact: true });

test.describe("the theme", () => {
  test("is what the device says, until another one is chosen", async ({ visitor }) => {
    await visitor.page.emulateMedia({ colorScheme: "dark" });
    await visitor.page.goto("/");
    await isPainted(visitor, DARK);
    await expect(choice(visitor.page, "System")).toHaveAttribute("aria-pressed", "true");
    await visitor.page.emulateMedia({ colorScheme: "light" });
    await isPainted(visitor, LIGHT);
  });

  test("is chosen by a guest on any page, and stays", async ({ visitor }) => {
    const { page } = visitor;
    await page.emulateMedia({ colorScheme: "light" });
    await page.goto("/login?next=/tasks");
    await choice(page, "Dark").click();
    await expect(page).toHaveURL("/login?next=%2Ftasks");
    await expect(choice(page, "Dark")).toHaveAttribute("aria-pressed", "true");
    await isPainted(visitor, DARK);
    await page.goto("/signup");
    await isPainted(visitor, DARK);
    await expect(page.locator("meta[name=theme-color]")).toHaveAttribute("content", "#0c0d12");
    await choice(page, "System").click();
    await isPainted(visitor, LIGHT);
  });

  test("is chosen by a member in their profile", async ({ member }) => {
    const { page } = member;
    await page.emulateMedia({ colorScheme: "dark" });
    const account = await AccountPage.of(member);
    const themes = account.region("Profile").getByRole("radiogroup", { name: "Theme" });
    await expect(themes.getByRole("radio", { name: "System" })).toBeChecked();
    await themes.getByRole("radio", { name: "Light" }).check();
    await account.button("Save theme").click();
    await isPainted(member, LIGHT);
    await expect(themes.getByRole("radio", { name: "Light" })).toBeChecked();
    await page.goto("/tasks");
    await isPainted(member, LIGHT);
  });
});
