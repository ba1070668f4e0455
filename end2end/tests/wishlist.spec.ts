import { BookList } from "../book-list.ts";
import { expect, test } from "../fixtures.ts";
import { post } from "../planting.ts";

test.describe("wishlist", () => {
  test("there are no books at first", async ({ member }) => {
    await BookList.of(member);
    await expect(member.page.getByRole("heading", { name: "Wishlist", level: 1 })).toBeVisible();
    await expect(member.page.getByText("No books yet")).toBeVisible();
  });

  test("what is added stays, the newest first", async ({ member }) => {
    const books = await BookList.of(member);
    await books.add("Emma", "Jane Austen");
    await books.add("Beowulf");
    await books.reload();
    await books.shows("Beowulf", "Emma");
    await expect(books.item("Emma")).toContainText("Jane Austen");
    await expect(books.statusOf("Emma")).toHaveValue("Wishlist");
    await expect(member.page.getByText("No books yet")).toBeHidden();
  });

  test("a status is set and kept", async ({ member }) => {
    const books = await BookList.of(member);
    await books.add("Emma");
    await books.add("Beowulf");
    await books.set("Emma", "Reading");
    await expect(books.filter("Reading")).toHaveText(/1$/);
    await expect(books.filter("Wishlist")).toHaveText(/1$/);
    await books.reload();
    await expect(books.statusOf("Emma")).toHaveValue("Reading");
    await expect(books.statusOf("Beowulf")).toHaveValue("Wishlist");
    await expect(books.filter("Reading")).toHaveText(/1$/);
    await expect(books.filter("All")).toHaveText(/2$/);
  });

  test("a book is edited", async ({ member }) => {
    const books = await BookList.of(member);
    await books.add("Ema", "J. Austen");
    await books.button("Edit Ema").click();
    await expect(books.titleOf("Ema")).toBeFocused();
    await books.titleOf("Ema").fill("Emma");
    await books.authorOf("Ema").fill("");
    await books.button("Save Ema").click();
    await books.isThere("Emma");
    await expect(member.page).toHaveURL("/wishlist");
    await expect(books.item("Emma")).not.toContainText("Austen");
  });

  test("a book is kept as it was", async ({ member }) => {
    const books = await BookList.of(member);
    await books.add("Emma", "Jane Austen");
    await books.button("Edit Emma").click();
    await books.titleOf("Emma").fill("Something else");
    await member.page.getByRole("link", { name: "Keep Emma" }).click();
    await books.isThere("Emma");
    await expect(books.item("Emma")).toContainText("Jane Austen");
  });

  test("a book is removed", async ({ member }) => {
    const books = await BookList.of(member);
    await books.add("Emma");
    await books.add("Beowulf");
    await books.button("Remove Emma").click();
    await books.isGone("Emma");
    await books.reload();
    await books.shows("Beowulf");
  });

  const texts = {
    "the longest": "Donaudampfschifffahrt".repeat(10).slice(0, 200),
    "emoji": "📖🌱 Ulysses 👩‍🚀",
    "right to left": "מלחמה ושלום",
    "HTML": `<img src=x onerror="alert(1)"> & "quotes"`,
  };
  for (const [what, text] of Object.entries(texts)) {
    test(`title and author are text, whatever they look like: ${what}`, async ({ member }) => {
      const books = await BookList.of(member);
      await books.add(text, text);
      await books.reload();
      await expect(books.item(text).getByText(text, { exact: true })).toHaveCount(2);
      await books.button(`Edit ${text}`).click();
      await expect(books.titleOf(text)).toHaveValue(text);
      await expect(books.authorOf(text)).toHaveValue(text);
      await books.button(`Save ${text}`).click();
      await books.isThere(text);
      await books.find(text);
      await books.shows(text);
    });
  }

  test("the dashboard counts them and shows the latest three", async ({ member }) => {
    const books = await BookList.of(member);
    for (const title of ["Emma", "Beowulf", "Faust", "Dracula"]) await books.add(title);
    await books.set("Faust", "Reading");
    await member.page.goto("/dashboard");
    const card = member.page.getByRole("region", { name: "Latest books" });
    await expect(card).toContainText("3 on the wishlist, 1 reading, 0 finished");
    await expect(card.getByRole("listitem")).toContainText(["Dracula", "Faust", "Beowulf"]);
    await card.getByRole("link", { name: "All books" }).click();
    await books.isThere("Emma");
  });

  test("two people can't see each other's books, nor touch them by their ids", async ({ member, stranger }) => {
    const mine = await BookList.of(member);
    await mine.add("My secret novel");
    const id = await mine.item("My secret novel").locator("input[name=id]").inputValue();
    expect(id).toMatch(/^[0-9a-f-]{36}$/);

    const theirs = await BookList.of(stranger);
    await theirs.add("Their secret novel");
    await theirs.shows("Their secret novel");
    for (const verb of ["edit", "set-status", "remove"]) {
      expect(await post(stranger, `wishlist/${verb}`, { id, title: "Taken", status: "Finished" }), verb).toBe(404);
    }
    await mine.reload();
    await mine.shows("My secret novel");
    await expect(mine.statusOf("My secret novel")).toHaveValue("Wishlist");
  });
});
