import { AccountPage } from "../account-page.ts";
import { BookList } from "../book-list.ts";
import { expect, test } from "../fixtures.ts";
import { isAt, type Person, withoutAutofill } from "../people.ts";

const NOTICE = "No connection. Nothing was changed";

/** The network goes once the page has all that it needs. */
async function goesOffline({ page, context }: Person): Promise<void> {
  await page.waitForLoadState("networkidle");
  await context.setOffline(true);
}

test.describe("a plain form without a network is not sent, and keeps what was typed", { tag: "@js" }, () => {
  test("a book", async ({ member }) => {
    const { page, context } = member;
    const books = await BookList.of(member);
    await goesOffline(member);
    await books.title.fill("Emma");
    await books.author.fill("Jane Austen");
    await books.button("Add book").click();
    const alert = page.getByRole("alert");
    await expect(alert).toContainText(NOTICE);
    await expect(alert).toBeInViewport();
    await expect(books.title).toHaveValue("Emma");
    await expect(books.author).toHaveValue("Jane Austen");

    await context.setOffline(false);
    await expect(alert).toBeHidden();
    await books.button("Add book").click();
    await books.isThere("Emma");
    await expect(books.item("Emma")).toContainText("Jane Austen");
  });

  test("a name", async ({ member }) => {
    const { page, context } = member;
    const account = await AccountPage.of(member);
    await goesOffline(member);
    await account.field("Display name").fill("Ada");
    await account.button("Save name").click();
    await expect(page.getByRole("alert")).toContainText(NOTICE);
    await expect(account.field("Display name")).toHaveValue("Ada");
    await context.setOffline(false);
    await account.button("Save name").click();
    await expect(account.said).toHaveText("Name saved.");
  });

  for (const [path, button] of [["/login", "Email me a code"], ["/signup", "Use a code instead"]] as const) {
    test(`an address at ${path}`, async ({ visitor }) => {
      const { page, context, email } = visitor;
      await withoutAutofill(visitor);
      await page.goto(path);
      await goesOffline(visitor);
      await page.getByRole("textbox", { name: "Email" }).fill(email);
      await page.getByRole("button", { name: button }).click();
      await expect(page.getByRole("alert")).toContainText(NOTICE);
      await expect(page.getByRole("textbox", { name: "Email" })).toHaveValue(email);
      await context.setOffline(false);
      await page.getByRole("button", { name: button }).click();
      await isAt(page, "Enter your code");
    });
  }
});
