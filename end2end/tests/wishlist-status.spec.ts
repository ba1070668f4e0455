import { BookList } from "../book-list.ts";
import { expect, test } from "../fixtures.ts";

test.describe("another status is saved as soon as it is chosen", { tag: "@js" }, () => {
  test("and the button for that is gone", async ({ member }) => {
    const books = await BookList.of(member);
    await books.add("Emma");
    await expect(books.button("Save status of Emma")).toBeHidden();
    await books.set("Emma", "Reading");
    await expect(member.page).toHaveURL("/wishlist");
    await books.reload();
    await expect(books.statusOf("Emma")).toHaveValue("Reading");
  });

  test("the last choice counts, also while the server has yet to answer", async ({ member }) => {
    const books = await BookList.of(member);
    await books.add("Emma");
    await expect(books.button("Save status of Emma")).toBeHidden();
    let release = () => {};
    const released = new Promise<void>((resolve) => (release = resolve));
    await member.page.route("**/api/wishlist/set-status", async (route) => {
      await released;
      await route.continue();
    });
    await books.statusOf("Emma").selectOption("Reading");
    await expect(books.statusOf("Emma")).toHaveAttribute("aria-busy", "true");
    await books.statusOf("Emma").selectOption("Finished");
    release();
    await expect(books.statusOf("Emma")).not.toHaveAttribute("aria-busy");
    await expect(books.filter("Finished")).toHaveText(/1$/);
    await books.reload();
    await expect(books.statusOf("Emma")).toHaveValue("Finished");
  });

  test("and taken back with a message when the server refuses", async ({ member }) => {
    member.watch.expects(/503.*wishlist\/set-status/);
    const books = await BookList.of(member);
    await books.add("Emma");
    await expect(books.button("Save status of Emma")).toBeHidden();
    const refusal = { error: "unavailable", beside_field: false, message: "Nothing was changed" };
    await member.page.route("**/api/wishlist/set-status", (route) => route.fulfill({ status: 503, json: refusal }));
    await books.statusOf("Emma").selectOption("Reading");
    await expect(member.page.getByRole("alert")).toContainText("Nothing was changed");
    await expect(books.statusOf("Emma")).toHaveValue("Wishlist");
    await expect(books.filter("Wishlist")).toHaveText(/1$/);
  });

  test("and a lost connection is told apart from a refusal", async ({ member }) => {
    member.watch.expects(/ERR_INTERNET_DISCONNECTED/);
    const books = await BookList.of(member);
    await books.add("Emma");
    await expect(books.button("Save status of Emma")).toBeHidden();
    await member.context.setOffline(true);
    await books.statusOf("Emma").selectOption("Reading");
    await expect(member.page.getByRole("alert")).toContainText("No connection");
    await expect(books.statusOf("Emma")).toHaveValue("Wishlist");
    await member.context.setOffline(false);
  });
});

test.describe("without JavaScript", { tag: "@no-js" }, () => {
  test("a button saves the status, and the address stays", async ({ member }) => {
    const books = await BookList.of(member);
    await books.add("Emma");
    await member.page.goto("/wishlist?q=emma");
    await books.set("Emma", "Finished");
    await expect(member.page).toHaveURL("/wishlist?q=emma");
    await expect(books.statusOf("Emma")).toHaveValue("Finished");
  });

  test("a book that is gone says so", async ({ member }) => {
    const books = await BookList.of(member);
    await books.add("Emma");
    const elsewhere = await BookList.of({ page: await member.context.newPage() });
    await elsewhere.button("Remove Emma").click();
    await elsewhere.isGone("Emma");
    await books.statusOf("Emma").selectOption("Finished");
    await books.button("Save status of Emma").click();
    await expect(member.page.getByRole("alert")).toContainText("no longer exists");
  });
});

test("what is refused is kept in its fields, with the reason beside the one that is wrong", async ({ member }) => {
  const books = await BookList.of(member);
  await books.title.fill("Emma");
  await books.author.evaluate((input) => input.removeAttribute("maxlength"));
  await books.author.fill("x".repeat(201));
  await books.button("Add book").click();
  await expect(books.author).toHaveValue("x".repeat(201));
  await expect(books.author).toHaveAccessibleDescription(/200/);
  await expect(books.title).toHaveValue("Emma");
  await expect(books.title).not.toHaveAccessibleDescription(/200/);

  await books.author.fill("Jane Austen");
  await books.button("Add book").click();
  await books.isThere("Emma");
  await books.button("Edit Emma").click();
  await books.titleOf("Emma").evaluate((input) => input.removeAttribute("maxlength"));
  await books.titleOf("Emma").fill("y".repeat(201));
  await books.button("Save Emma").click();
  await expect(books.titleOf("Emma")).toHaveValue("y".repeat(201));
  await expect(books.titleOf("Emma")).toHaveAccessibleDescription(/200/);
  await books.titleOf("Emma").fill("Emma, again");
  await books.button("Save Emma").click();
  await books.isThere("Emma, again");
});
