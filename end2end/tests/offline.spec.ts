import { AccountPage } from "../account-page.ts";
import { BookPage } from "../book-page.ts";
import { expect, test } from "../fixtures.ts";
import { disableAutofill, expectPage, type User } from "../users.ts";

const ERROR = "No connection";

/** Disconnects once the page has loaded everything. */
async function disconnect({ page, context }: User): Promise<void> {
  await page.waitForLoadState("networkidle");
  await context.setOffline(true);
}

test.describe("without a connection a form keeps what was typed", { tag: "@js" }, () => {
  test("of a book", async ({ member }) => {
    const { page, context, consoleGuard } = member;
    consoleGuard.allow(/ERR_INTERNET_DISCONNECTED/);
    const books = await BookPage.open(member);
    await disconnect(member);
    await books.nameField.fill("Emma");
    await books.authorField.fill("Jane Austen");
    await books.addButton.click();
    const alert = page.getByRole("alert");
    await expect(alert).toContainText(ERROR);
    await expect(alert).toBeInViewport();
    await expect(books.nameField).toHaveValue("Emma");
    await expect(books.authorField).toHaveValue("Jane Austen");

    await context.setOffline(false);
    await books.addButton.click();
    await expect(books.item("Emma")).toContainText("Jane Austen");
    await expect(alert).toBeHidden();
  });

  test("of the profile", async ({ member }) => {
    const { page, context } = member;
    const account = await AccountPage.open(member);
    await disconnect(member);
    await account.field("Display name").fill("Ada");
    await account.button("Save name").click();
    await expect(page.getByRole("alert")).toContainText(ERROR);
    await expect(account.field("Display name")).toHaveValue("Ada");
    await context.setOffline(false);
    await account.button("Save name").click();
    await expect(account.status).toHaveText("Name saved.");
  });

  const forms = { "/login": "Email me a code", "/signup": "Use a code instead" };
  for (const [path, button] of Object.entries(forms)) {
    test(`of an address at ${path}`, async ({ guest }) => {
      const { page, context, email } = guest;
      await disableAutofill(guest);
      await page.goto(path);
      await disconnect(guest);
      await page.getByRole("textbox", { name: "Email" }).fill(email);
      await page.getByRole("button", { name: button }).click();
      await expect(page.getByRole("alert")).toContainText(ERROR);
      await expect(page.getByRole("textbox", { name: "Email" })).toHaveValue(email);
      await context.setOffline(false);
      await page.getByRole("button", { name: button }).click();
      await expectPage(page, "Enter your code");
    });
  }
});
