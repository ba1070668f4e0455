import { AccountPage } from "../../account-page.ts";
import { expectAccessible } from "../../axe.ts";
import { submitCode } from "../../code-sign-in.ts";
import { removeConstraints } from "../../fields.ts";
import { expect, test } from "../../fixtures.ts";
import { latestCode, wrongCode } from "../../mailbox.ts";
import { expectPage } from "../../users.ts";

test.describe("axe finds no violation on", { tag: "@js" }, () => {
  // axe checks each state in two themes, which takes seconds.
  test.slow();

  test("the account page, before and after a form", async ({ member }) => {
    const { page } = member;
    const account = await AccountPage.open(member);
    await expectAccessible(page);
    await account.button("Save name").click();
    await expect(account.status).toBeVisible();
    for (const summary of await page.locator("main summary").all()) await summary.click();
    await expectAccessible(page);
  });

  test("rejected fields of the account page", async ({ member }) => {
    const { page } = member;
    const account = await AccountPage.open(member);
    const reject = async (field: string, value: string, button: string) => {
      await removeConstraints(account.field(field));
      await account.field(field).fill(value);
      await account.button(button).click();
      await expect(account.field(field)).toHaveAttribute("aria-invalid", "true");
      await expectAccessible(page);
    };
    await reject("Display name", "x".repeat(101), "Save name");
    await reject("New email address", "ada@nowhere", "Add address");
    await page.getByRole("main").getByText("Rename").click();
    const name = page.getByRole("textbox", { name: /^Name of / });
    await name.fill(" ");
    await page.getByRole("button", { name: /^Save name of / }).click();
    await expect(name).toHaveAttribute("aria-invalid", "true");
    await expectAccessible(page);
  });

  test("a rejected deletion of an account", async ({ member }) => {
    const { page, email } = member;
    const account = await AccountPage.open(member);
    await account.field(`Type ${email} to confirm`).fill("nobody@example.org");
    await account.button("Delete account").click();
    await expect(page.getByText(/doesn't match the email address/)).toBeVisible();
    await expectAccessible(page);
  });

  test("the page after an account was deleted", async ({ member }) => {
    const { page, email } = member;
    const account = await AccountPage.open(member);
    await account.field(`Type ${email} to confirm`).fill(email);
    await account.button("Delete account").click();
    await expectPage(page, "Your account has been deleted");
    await expectAccessible(page);
  });

  test("the code form for an address", async ({ member }) => {
    const { page } = member;
    await page.goto("/dashboard");
    await page.getByRole("button", { name: "Email me a code" }).click();
    await expectPage(page, "Verify your email address");
    await expectAccessible(page);
  });

  test("a wrong code for a new address", async ({ member }) => {
    const { page, email, context } = member;
    await page.goto("/dashboard");
    await page.getByRole("button", { name: "Email me a code" }).click();
    await submitCode(page, wrongCode(await latestCode(email, context.request)));
    await expect(page.getByText("Incorrect code")).toBeVisible();
    await expectAccessible(page);
  });

  test("new recovery codes", async ({ member }) => {
    const account = await AccountPage.open(member);
    await account.button("Create recovery codes").click();
    await expectPage(member.page, "Your recovery codes");
    await expectAccessible(member.page);
  });
});
