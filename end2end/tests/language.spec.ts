import type { Page } from "@playwright/test";
import { AccountPage } from "../account-page.ts";
import { expect, test } from "../fixtures.ts";
import { isAt } from "../people.ts";

const PLACES = ["Übersicht", "Aufgaben", "Wunschliste", "Konto"];

async function speaks(page: Page, language: string): Promise<void> {
  await expect(page.locator("html")).toHaveAttribute("lang", language);
}

/** From the account page, in whatever language that is. */
async function choose(page: Page, language: string, { field, button }: { field: string; button: string }): Promise<void> {
  await page.getByRole("combobox", { name: field, exact: true }).selectOption({ label: language });
  await page.getByRole("button", { name: button, exact: true }).click();
}

test.describe("a German browser", () => {
  test.use({ locale: "de-DE" });

  test("is spoken to in German, until its owner chooses English", async ({ visitor: { page } }) => {
    await page.goto("/login");
    await isAt(page, "Anmelden");
    await speaks(page, "de");
    const choice = (language: string) => page.getByRole("contentinfo").getByRole("button", { name: language, exact: true });
    await expect(choice("Deutsch")).toHaveAttribute("aria-pressed", "true");

    await choice("English").click();
    await isAt(page, "Sign in");
    await speaks(page, "en");
    await expect(page).toHaveURL("/login");
    await page.reload();
    await isAt(page, "Sign in");
    await expect(choice("English")).toHaveAttribute("aria-pressed", "true");
    await page.goto("/signup");
    await isAt(page, "Create your account");
  });
});

test.describe("a member", () => {
  test("who chooses German finds every page of theirs in German, until they leave it to the browser", async ({ member }) => {
    const { page } = member;
    const account = await AccountPage.of(member);
    await choose(page, "Deutsch", { field: "Language", button: "Save language" });
    await expect(account.said).toHaveText("Sprache gespeichert.");
    await isAt(page, "Konto");
    await speaks(page, "de");
    for (const place of PLACES) {
      await page.getByRole("navigation").getByRole("link", { name: place, exact: true }).click();
      await expect(page.getByRole("link", { name: place, exact: true })).toHaveAttribute("aria-current", "page");
      await speaks(page, "de");
    }

    await choose(page, "Browsereinstellung", { field: "Sprache", button: "Sprache speichern" });
    await expect(account.said).toHaveText("Language saved.");
    await isAt(page, "Account");
    await speaks(page, "en");
  });

  test("who speaks German is told in German what is wrong, where they are signed in, and since when", async ({ member }) => {
    const { page } = member;
    const account = await AccountPage.of(member);
    await choose(page, "Deutsch", { field: "Language", button: "Save language" });
    const field = account.field("Anzeigename");
    await field.evaluate((input) => input.removeAttribute("maxlength"));
    await field.fill("x".repeat(101));
    await account.button("Namen speichern").click();
    await expect(field).toHaveAccessibleDescription("Das ist zu lang: höchstens 100 Zeichen.");
    await expect(field).toHaveValue("x".repeat(101));

    const here = account.item("Sitzungen", "Dieses Gerät");
    await expect(here).toContainText(/Chrome unter (Linux|Windows|macOS)/);
    await expect(here).toContainText(/Angemeldet am \d{1,2}\. \p{L}+ \d{4} um \d\d:\d\d UTC\./u);
  });

  test("who speaks German is told so by their browser too", { tag: "@js" }, async ({ passkeyHolder }) => {
    const { page, authenticator } = passkeyHolder;
    await AccountPage.of(passkeyHolder);
    await choose(page, "Deutsch", { field: "Language", button: "Save language" });
    await isAt(page, "Konto");
    await page.goto("/account/add-passkey");
    await isAt(page, "Passkey hinzufügen");
    await authenticator.approves();
    await page.getByRole("button", { name: "Passkey erstellen", exact: true }).click();
    // The device has one already: it is the browser that says so, and not the server.
    await expect(page.getByRole("alert")).toContainText(/hat (schon|bereits) einen Passkey/);
  });
});
