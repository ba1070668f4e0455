import { isAccessible } from "../accessible.ts";
import { AccountPage } from "../account-page.ts";
import { BookList } from "../book-list.ts";
import { enter } from "../by-code.ts";
import { expect, test } from "../fixtures.ts";
import { codeFor, otherThan } from "../mailbox.ts";
import { isAt } from "../people.ts";
import { addTasks } from "../planting.ts";
import { TaskList, dayFromNow } from "../task-list.ts";

const OF_GUESTS = {
  "/": "Your tasks, protected by a passkey",
  "/signup": "Create your account",
  "/login": "Sign in",
  "/login/code": "Enter your code",
  "/login/recovery": "Use a recovery code",
  "/recover": "Recover your account",
  "/recover?token=nonsense": "Recover your account",
  "/goodbye": "Your account has been deleted",
  "/nowhere": "Page not found",
};

const OF_MEMBERS = {
  "/": "Your tasks, protected by a passkey",
  "/account/add-passkey": "Add a passkey",
  "/account/confirm": "Confirm it's you",
  "/account/recovery-codes": "Your recovery codes",
  "/account/verify": "Verify your email address",
  "/nowhere": "Page not found",
};

test.describe("accessible to everybody", { tag: "@js" }, () => {
  // The program looks at each state twice and takes seconds for that.
  test.slow();

  for (const [path, heading] of Object.entries(OF_GUESTS)) {
    test(`${path} of a guest`, async ({ visitor: { page, watch } }) => {
      watch.expects(/404.*nowhere/);
      await page.goto(path);
      await isAt(page, heading);
      await isAccessible(page);
    });
  }

  for (const [path, heading] of Object.entries(OF_MEMBERS)) {
    test(`${path} of a member`, async ({ member: { page, watch } }) => {
      watch.expects(/404.*nowhere/);
      await page.goto(path);
      await isAt(page, heading);
      await isAccessible(page);
    });
  }

  test("addresses that are refused", async ({ visitor: { page } }) => {
    for (const [path, button] of [["/signup", "Use a code instead"], ["/login", "Email me a code"]] as const) {
      await page.goto(path);
      await page.getByRole("textbox", { name: "Email" }).fill("ada@nowhere");
      await page.getByRole("button", { name: button }).click();
      await expect(page.getByText("That doesn't look like an email address.")).toBeVisible();
      await isAccessible(page);
    }
  });

  test("a ceremony that was cancelled", async ({ guest: { page, email, authenticator } }) => {
    await page.goto("/signup");
    await authenticator.cancels();
    await page.getByRole("textbox", { name: "Email" }).fill(email);
    await page.getByRole("button", { name: "Create account with a passkey" }).click();
    await expect(page.getByRole("alert")).toContainText(/cancel/i);
    await isAccessible(page);
  });

  test("a code that is asked for, wrong, and over", async ({ visitor: { page, email, context } }) => {
    await page.goto("/signup");
    await page.getByRole("textbox", { name: "Email" }).fill(email);
    await page.getByRole("button", { name: "Use a code instead" }).click();
    await isAt(page, "Enter your code");
    await isAccessible(page);
    const wrong = otherThan(await codeFor(email, context.request));
    await enter(page, wrong);
    await expect(page.getByText("Incorrect code")).toBeVisible();
    await isAccessible(page);
    for (const _ of [2, 3]) await enter(page, wrong);
    await expect(page.getByText("no longer valid")).toBeVisible();
    await isAccessible(page);
  });

  test("a recovery code that is refused", async ({ visitor: { page } }) => {
    await page.goto("/login/recovery");
    await page.getByRole("textbox", { name: "Recovery code" }).fill("abcde-12345");
    await page.getByRole("main").getByRole("button", { name: "Sign in" }).click();
    await expect(page.getByText("A recovery code has four groups")).toBeVisible();
    await isAccessible(page);
  });

  test("the dashboard, with tasks and without", async ({ member }) => {
    const { page } = member;
    await page.goto("/dashboard");
    await isAccessible(page);
    await addTasks(member, 3);
    await page.reload();
    await expect(page.getByText("Task 3")).toBeVisible();
    await isAccessible(page);
  });

  test("the list of tasks, empty and full", async ({ member }) => {
    const { page } = member;
    const tasks = await TaskList.of(member);
    await isAccessible(page);
    await tasks.add("Buy milk", "Call Ada");
    await tasks.press("Complete", "Buy milk");
    await tasks.isDone("Buy milk");
    await isAccessible(page);
  });

  test("a task that is renamed, and refused", async ({ member }) => {
    const { page } = member;
    const tasks = await TaskList.of(member);
    await tasks.add("Buy milk");
    await tasks.button("Rename", "Buy milk").click();
    await isAccessible(page);
    await tasks.nameOf("Buy milk").fill(" ");
    await tasks.save("Buy milk");
    await expect(page.getByText("Give the task a name.")).toBeVisible();
    await tasks.newTask.fill(" ");
    await page.getByRole("button", { name: "Add", exact: true }).click();
    await expect(page.getByText("Give the task a name.")).toHaveCount(2);
    await isAccessible(page);
  });

  test("tasks that are due, deleted, found and not found", async ({ member }) => {
    const { page } = member;
    const tasks = await TaskList.of(member);
    for (const [name, days] of [["Pay the rent", -1], ["Call Ada", 0], ["Buy milk", 3], ["Read a book", 4]] as const) {
      await tasks.addDue(name, dayFromNow(days));
    }
    for (const name of ["Read a book", "Buy milk"]) {
      await tasks.press("Delete", name);
      await expect(tasks.news).toContainText(name);
    }
    for (const summary of await page.locator("main summary").all()) await summary.click();
    await isAccessible(page);
    await page.goto("/dashboard");
    await expect(page.getByText("Overdue")).toBeVisible();
    await isAccessible(page);
    await page.goto("/tasks?q=nothing");
    await isAccessible(page);
  });

  test("a task that was changed in another tab", async ({ member }) => {
    const { page, context } = member;
    const tasks = await TaskList.of(member);
    await tasks.add("Buy milk");
    await tasks.button("Rename", "Buy milk").click();
    const elsewhere = await TaskList.of({ page: await context.newPage() });
    await elsewhere.rename("Buy milk", "Buy oat milk");
    await elsewhere.isOpen("Buy oat milk");
    await tasks.nameOf("Buy milk").fill("Buy soy milk");
    await tasks.save("Buy milk");
    await expect(page.getByRole("button", { name: "Save mine" })).toBeVisible();
    await isAccessible(page);
  });

  test("the wishlist, empty and with a book in each status", async ({ member }) => {
    const { page } = member;
    const books = await BookList.of(member);
    await isAccessible(page);
    for (const title of ["Emma", "Middlemarch", "Orlando"]) await books.add(title, "A. N. Author");
    await books.set("Emma", "Finished");
    await books.set("Orlando", "Reading");
    await isAccessible(page);
    await page.goto("/wishlist?q=nothing");
    await isAccessible(page);
    await page.goto("/dashboard");
    await isAccessible(page);
  });

  test("a book that is edited, and a title that is refused", async ({ member }) => {
    const { page } = member;
    const books = await BookList.of(member);
    await books.add("Emma");
    await books.button("Edit Emma").click();
    await isAccessible(page);
    await books.titleOf("Emma").fill(" ");
    await books.button("Save Emma").click();
    await expect(books.titleOf("Emma")).toHaveAttribute("aria-invalid", "true");
    await isAccessible(page);
    await page.goto("/wishlist");
    await books.title.fill(" ");
    await books.button("Add book").click();
    await expect(books.title).toHaveAttribute("aria-invalid", "true");
    await isAccessible(page);
  });

  test("the account, as it is and after a form of it", async ({ member }) => {
    const { page } = member;
    const account = await AccountPage.of(member);
    await isAccessible(page);
    await account.button("Save name").click();
    await expect(account.said).toBeVisible();
    for (const summary of await page.locator("main summary").all()) await summary.click();
    await isAccessible(page);
  });

  test("an account that is not deleted", async ({ member }) => {
    const { page, email } = member;
    const account = await AccountPage.of(member);
    await account.field(`Type ${email} to confirm`).fill("nobody@example.org");
    await account.button("Delete account").click();
    await expect(page.getByText("This doesn't match the email address of your account. Check it and try again.")).toBeVisible();
    await isAccessible(page);
  });

  test("a goodbye to an account that was there", async ({ member }) => {
    const { page, email } = member;
    const account = await AccountPage.of(member);
    await account.field(`Type ${email} to confirm`).fill(email);
    await account.button("Delete account").click();
    await isAt(page, "Your account has been deleted");
    await isAccessible(page);
  });

  test("fields of the account that are refused", async ({ member }) => {
    const { page } = member;
    const account = await AccountPage.of(member);
    const refused = async (field: string, typed: string, button: string) => {
      await account.field(field).evaluate((input) => {
        input.removeAttribute("maxlength");
        input.closest("form")?.setAttribute("novalidate", "");
      });
      await account.field(field).fill(typed);
      await account.button(button).click();
      await expect(account.field(field)).toHaveAttribute("aria-invalid", "true");
      await isAccessible(page);
    };
    await refused("Display name", "x".repeat(101), "Save name");
    await refused("New email address", "ada@nowhere", "Add address");
    await page.getByRole("main").getByText("Rename").click();
    const name = page.getByRole("textbox", { name: /^Name of / });
    await name.fill(" ");
    await page.getByRole("button", { name: /^Save name of / }).click();
    await expect(name).toHaveAttribute("aria-invalid", "true");
    await isAccessible(page);
  });

  test("a code that does not verify an address", async ({ member }) => {
    const { page, email, context } = member;
    await page.goto("/dashboard");
    await page.getByRole("button", { name: "Send me a code" }).click();
    await enter(page, otherThan(await codeFor(email, context.request)));
    await expect(page.getByText("Incorrect code")).toBeVisible();
    await isAccessible(page);
  });

  test("a failure", async ({ visitor: { page, watch } }) => {
    watch.expects(/405.*sessions\/validate/);
    await page.goto("/sessions/validate");
    await isAt(page, "Something went wrong");
    await isAccessible(page);
  });

  test("a request that fails, and a form without a network", async ({ member }) => {
    const { page, context, watch } = member;
    watch.expects(/503.*tasks\/complete/);
    const tasks = await TaskList.of(member);
    await tasks.add("Buy milk");
    const refusal = { error: "unavailable", beside_field: false, message: "Nothing was changed" };
    await page.route("**/api/tasks/complete", (route) => route.fulfill({ status: 503, json: refusal }));
    await tasks.button("Complete", "Buy milk").click();
    await expect(page.getByRole("alert")).toContainText("Nothing was changed");
    await isAccessible(page);

    const books = await BookList.of(member);
    await page.waitForLoadState("networkidle");
    await context.setOffline(true);
    await books.title.fill("Emma");
    await books.button("Add book").click();
    await expect(page.getByRole("alert")).toContainText("No connection");
    await isAccessible(page);
  });

  test("an address that waits for its code", async ({ member }) => {
    const { page } = member;
    await page.goto("/dashboard");
    await page.getByRole("button", { name: "Send me a code" }).click();
    await isAt(page, "Verify your email address");
    await isAccessible(page);
  });

  test("recovery codes, when they are shown", async ({ member }) => {
    const account = await AccountPage.of(member);
    await account.button("Create recovery codes").click();
    await isAt(member.page, "Your recovery codes");
    await isAccessible(member.page);
  });
});
