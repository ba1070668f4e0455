import { BookPage } from "../book-page.ts";
import { expectRejected, removeConstraints } from "../fields.ts";
import { expect, test } from "../fixtures.ts";
import { seed } from "../seed.ts";

const TOO_LONG = "x".repeat(201);

const FOUR_BOOKS = [
  { title: "emma", author: "Jane Austen" },
  { title: "Zeno's Conscience", author: "Italo Svevo" },
  { title: "Austenland", author: "Shannon Hale" },
  { title: "Émile", author: "Émile Zola" },
];

test.describe("wishlist", () => {
  test("a new book has its author and the status Wishlist", async ({ member }) => {
    const books = await BookPage.open(member);
    await books.addBook("Emma", "Jane Austen");
    await books.add("Beowulf");
    await books.reload();
    await books.expectItems("Beowulf", "Emma");
    await expect(books.item("Emma")).toContainText("Jane Austen");
    await expect(books.statusField("Emma")).toHaveValue("Wishlist");
  });

  test("an author is changed and removed", async ({ member }) => {
    const books = await BookPage.open(member);
    await books.addBook("Emma", "J. Austen");
    await books.editButton("Emma").click();
    await books.editAuthorField("Emma").fill("Jane Austen");
    await books.save("Emma");
    await expect(books.item("Emma")).toContainText("Jane Austen");
    await books.editButton("Emma").click();
    await books.editAuthorField("Emma").fill("");
    await books.save("Emma");
    await books.expectItem("Emma");
    await expect(books.item("Emma")).not.toContainText("Austen");
  });

  for (const text of ["מלחמה ושלום", `<img src=x onerror="alert(1)"> & "quotes"`]) {
    test(`an author is text: ${text}`, async ({ member }) => {
      const books = await BookPage.open(member);
      await books.addBook("Emma", text);
      await books.reload();
      await expect(books.item("Emma").getByText(text, { exact: true })).toBeVisible();
      await books.editButton("Emma").click();
      await expect(books.editAuthorField("Emma")).toHaveValue(text);
    });
  }

  test("a rejected author is kept with the title", async ({ member }) => {
    const books = await BookPage.open(member);
    await removeConstraints(books.authorField);
    await books.nameField.fill("Emma");
    await books.authorField.fill(TOO_LONG);
    await books.addButton.click();
    await expectRejected(books.authorField, { value: TOO_LONG, error: /200/ });
    await expect(books.nameField).toHaveValue("Emma");
    await expect(books.nameField).not.toHaveAccessibleDescription(/200/);

    await books.authorField.fill("Jane Austen");
    await books.addButton.click();
    await expect(books.item("Emma")).toContainText("Jane Austen");
  });

  test("a search finds authors too, and books can be ordered by them", async ({ member }) => {
    await seed(member, "wishlist/add", ...FOUR_BOOKS);
    const books = await BookPage.open(member, "?q=AUSTEN");
    await books.expectItems("Austenland", "emma");
    await books.goto();
    await books.sort("Author");
    await books.expectItems("Émile", "Zeno's Conscience", "emma", "Austenland");
    await books.reload();
    await expect(books.sortField).toHaveValue("author");
  });

  test("a stale edit shows the author of the other version", async ({ member }) => {
    const here = await BookPage.open(member);
    await here.addBook("Ema", "J. Austen");
    await here.editButton("Ema").click();
    const there = await BookPage.open({ page: await member.context.newPage() });
    await there.editButton("Ema").click();
    await there.editField("Ema").fill("Emma");
    await there.editAuthorField("Ema").fill("Jane Austen");
    await there.save("Ema");
    await there.expectItem("Emma");

    await here.editField("Ema").fill("Emma, a novel");
    await here.save("Ema");
    const row = here.items.filter({ has: here.button("Save my version") });
    await expect(row).toContainText("Emma by Jane Austen");
    await expect(here.editField("Emma")).toHaveValue("Emma, a novel");
  });

  test("the dashboard counts books and shows the latest three", async ({ member }) => {
    const books = await BookPage.open(member);
    await books.add("Emma", "Beowulf", "Faust", "Dracula");
    await books.setStatus("Faust", "Reading");
    await member.page.goto("/dashboard");
    const card = member.page.getByRole("region", { name: "Latest books" });
    await expect(card).toContainText("3 on the wishlist, 1 reading, 0 finished");
    await expect(card.getByRole("listitem")).toContainText(["Dracula", "Faust", "Beowulf"]);
    await card.getByRole("link", { name: "All books" }).click();
    await books.expectItem("Emma");
  });
});
