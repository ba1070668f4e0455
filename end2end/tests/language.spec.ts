import type { Page } from "@playwright/test";
import { AccountPage } from "../account-page.ts";
import { expectRejected, removeConstraints } from "../fields.ts";
import { expect, test } from "../fixtures.ts";
import { expectPage } from "../users.ts";

const PAGES = ["Übersicht", "Aufgaben", "Wunschliste", "Konto"];

async function expectLanguage(page: Page, language: string): Promise<void> {
  await expect(page.locator("html")).toHaveAttribute("lang", language);
}

/** The accessible names of the language form, in the language that the page has now. */
const FORM = {
  en: { field: "Language", button: "Save language" },
  de: { field: "Sprache", button: "Sprache speichern" },
};

async function chooseLanguage(page: Page, current: "en" | "de", language: string): Promise<void> {
  const { field, button } = FORM[current];
  await page.getByRole("combobox", { name: field, exact: true }).selectOption({ label: language });
  await page.getByRole("button", { name: button, exact: true }).click();
}

test.describe("a German browser", () => {
  test.use({ locale: "de-DE" });

  test("gets German pages until its user chooses English", async ({ guest: { page } }) => {
    await page.goto("/login");
    await expectPage(page, "Anmelden");
    await expectLanguage(page, "de");
    const footer = page.getByRole("contentinfo");
    const choice = (name: string) => footer.getByRole("button", { name, exact: true });
    await expect(choice("Deutsch")).toHaveAttribute("aria-pressed", "true");

    await choice("English").click();
    await expectPage(page, "Sign in");
    await expectLanguage(page, "en");
    await expect(page).toHaveURL("/login");
    await page.reload();
    await expectPage(page, "Sign in");
    await expect(choice("English")).toHaveAttribute("aria-pressed", "true");
    await page.goto("/signup");
    await expectPage(page, "Create your account");
  });
});

test.describe("a member", () => {
  test("who chooses German gets German pages until they undo it", async ({ member }) => {
    const { page } = member;
    const account = await AccountPage.open(member);
    await chooseLanguage(page, "en", "Deutsch");
    await expect(account.status).toHaveText("Sprache gespeichert.");
    await expectPage(page, "Konto");
    await expectLanguage(page, "de");
    for (const name of PAGES) {
      const link = page.getByRole("navigation").getByRole("link", { name, exact: true });
      await link.click();
      await expect(link).toHaveAttribute("aria-current", "page");
      await expectLanguage(page, "de");
    }

    await chooseLanguage(page, "de", "Browsereinstellung");
    await expect(account.status).toHaveText("Language saved.");
    await expectPage(page, "Account");
    await expectLanguage(page, "en");
  });

  test("who chooses German gets errors, sessions and dates in German", async ({ member }) => {
    const { page } = member;
    const account = await AccountPage.open(member);
    await chooseLanguage(page, "en", "Deutsch");
    const field = account.field("Anzeigename");
    const value = "x".repeat(101);
    await removeConstraints(field);
    await field.fill(value);
    await account.button("Namen speichern").click();
    await expectRejected(field, { value, error: /100 Zeichen/ });

    const here = account.item("Sitzungen", "Dieses Gerät");
    await expect(here).toContainText(/Chrome unter (Linux|Windows|macOS)/);
    await expect(here).toContainText(/Angemeldet am \d{1,2}\. \p{L}+ \d{4} um \d\d:\d\d UTC\./u);
  });

  test("who chooses German gets German browser errors", { tag: "@js" }, async ({ member }) => {
    const { page, authenticator } = member;
    await AccountPage.open(member);
    await chooseLanguage(page, "en", "Deutsch");
    await expectPage(page, "Konto");
    await page.goto("/account/add-passkey");
    await expectPage(page, "Passkey hinzufügen");
    await authenticator.approve();
    await page.getByRole("button", { name: "Passkey erstellen", exact: true }).click();
    // The device has a passkey already, which the script finds out without the server.
    await expect(page.getByRole("alert")).toContainText(/hat bereits einen Passkey/);
  });
});
