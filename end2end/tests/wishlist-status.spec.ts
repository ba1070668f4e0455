import { BookPage } from "../book-page.ts";
import { expect, test } from "../fixtures.ts";
import { failRequests, holdRequests } from "../intercept.ts";

const SET_STATUS = "wishlist/set-status";

test("the status of a book is changed", async ({ member }) => {
  const books = await BookPage.open(member);
  await books.add("Emma", "Beowulf");
  await books.setStatus("Emma", "Reading");
  await expect(books.filterLink("Reading")).toHaveText(/1$/);
  await expect(books.filterLink("Wishlist")).toHaveText(/1$/);
  await books.expectQuery({});
  await books.reload();
  await expect(books.statusField("Emma")).toHaveValue("Reading");
  await expect(books.statusField("Beowulf")).toHaveValue("Wishlist");
  await expect(books.filterLink("All")).toHaveText(/2$/);
});

test("undo restores a book with its status", async ({ member }) => {
  const books = await BookPage.open(member);
  await books.add("Emma");
  await books.setStatus("Emma", "Finished");
  await books.delete("Emma");
  await books.undoButton.click();
  await expect(books.statusField("Emma")).toHaveValue("Finished");
});

test.describe("selecting a status saves it", { tag: "@js" }, () => {
  test("without a button", async ({ member }) => {
    const books = await BookPage.open(member);
    await books.add("Emma");
    await expect(books.saveStatusButton("Emma")).toBeHidden();
    await books.setStatus("Emma", "Reading");
    await books.expectQuery({});
    await books.reload();
    await expect(books.statusField("Emma")).toHaveValue("Reading");
  });

  test("as the last one that was selected before the server responds", async ({ member }) => {
    const books = await BookPage.open(member);
    await books.add("Emma");
    await expect(books.saveStatusButton("Emma")).toBeHidden();
    const release = await holdRequests(member.page, SET_STATUS);
    await books.statusField("Emma").selectOption("Reading");
    await books.statusField("Emma").selectOption("Finished");
    release();
    await expect(books.filterLink("Finished")).toHaveText(/1$/);
    await expect(books.statusField("Emma")).not.toHaveAttribute("aria-busy");
    await books.reload();
    await expect(books.statusField("Emma")).toHaveValue("Finished");
  });

  test("and restores the previous one when the server fails", async ({ member }) => {
    member.consoleGuard.allow(/503.*wishlist\/set-status/);
    const books = await BookPage.open(member);
    await books.add("Emma");
    await expect(books.saveStatusButton("Emma")).toBeHidden();
    await failRequests(member.page, SET_STATUS);
    await books.statusField("Emma").selectOption("Reading");
    await expect(member.page.getByRole("alert")).toContainText("Nothing was changed");
    await expect(books.statusField("Emma")).toHaveValue("Wishlist");
    await expect(books.filterLink("Wishlist")).toHaveText(/1$/);
  });

  test("and restores the previous one without a connection", async ({ member }) => {
    member.consoleGuard.allow(/ERR_INTERNET_DISCONNECTED/);
    const books = await BookPage.open(member);
    await books.add("Emma");
    await expect(books.saveStatusButton("Emma")).toBeHidden();
    await member.context.setOffline(true);
    await books.statusField("Emma").selectOption("Reading");
    await expect(member.page.getByRole("alert")).toContainText("No connection");
    await expect(books.statusField("Emma")).toHaveValue("Wishlist");
    await member.context.setOffline(false);
  });
});

test.describe("without JavaScript", { tag: "@no-js" }, () => {
  test("a button saves the status and keeps the query", async ({ member }) => {
    const books = await BookPage.open(member);
    await books.add("Emma");
    await books.goto("?q=emma");
    await books.setStatus("Emma", "Finished");
    await books.expectQuery({ q: "emma" });
  });
});

test("the status of a book that was removed elsewhere is an error", async ({ member }) => {
  const books = await BookPage.open(member);
  await books.add("Emma");
  const elsewhere = await BookPage.open({ page: await member.context.newPage() });
  await elsewhere.delete("Emma");
  await books.selectStatus("Emma", "Finished");
  await expect(member.page.getByRole("alert")).toContainText("no longer exists");
});
