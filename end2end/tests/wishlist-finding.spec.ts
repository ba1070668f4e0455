import { BookList } from "../book-list.ts";
import { expect, test } from "../fixtures.ts";
import type { Person } from "../people.ts";
import { post } from "../planting.ts";

/** Posted as the form of the page would post them; the last one is the newest. */
async function plant(person: Person, ...books: [title: string, author: string][]): Promise<void> {
  for (const [title, author] of books) expect(await post(person, "wishlist/add", { title, author })).toBe(200);
}

const FOUR: [string, string][] = [
  ["emma", "Jane Austen"],
  ["Zeno's Conscience", "Italo Svevo"],
  ["Austenland", "Shannon Hale"],
  ["Émile", "Émile Zola"],
];

test.describe("finding a book", () => {
  test.beforeEach(async ({ member }) => {
    await member.page.goto("/wishlist");
    await plant(member, ...FOUR);
  });

  test("by its status, which reloading and the back button keep", async ({ member }) => {
    const books = await BookList.of(member);
    await books.set("emma", "Reading");
    await books.reload();
    await books.filter("Reading").click();
    await books.shows("emma");
    await expect(books.filter("Reading")).toHaveAttribute("aria-current", "true");
    await expect(member.page).toHaveURL("/wishlist?status=Reading");
    await books.reload();
    await books.shows("emma");

    await books.filter("Finished").click();
    await expect(member.page.getByText("No book matches")).toBeVisible();
    await member.page.goBack();
    await books.shows("emma");
    await books.filter("All").click();
    await expect(books.items).toHaveCount(4);
  });

  test("by words of its title or its author, which reloading and the back button keep", async ({ member }) => {
    const books = await BookList.of(member);
    await books.find("AUSTEN");
    await books.shows("Austenland", "emma");
    await books.reload();
    await books.shows("Austenland", "emma");
    await expect(books.search).toHaveValue("AUSTEN");
    await expect(books.filter("All")).toHaveText(/2$/);

    await books.find("zeno's");
    await books.shows("Zeno's Conscience");
    await member.page.goBack();
    await books.shows("Austenland", "emma");
    await expect(books.search).toHaveValue("AUSTEN");
    await member.page.goBack();
    await expect(books.items).toHaveCount(4);
    await expect(books.search).toHaveValue("");
  });

  test("in the order of titles or of authors", async ({ member }) => {
    const books = await BookList.of(member);
    await books.shows("Émile", "Austenland", "Zeno's Conscience", "emma");
    await books.order.selectOption("Title");
    await books.button("Search").click();
    await expect(member.page).toHaveURL(/sort=title/);
    await books.shows("Austenland", "Émile", "emma", "Zeno's Conscience");
    await books.order.selectOption("Author");
    await books.button("Search").click();
    await books.shows("Émile", "Zeno's Conscience", "emma", "Austenland");
    await books.reload();
    await expect(books.order).toHaveValue("author");
    await books.filter("Wishlist").click();
    await books.shows("Émile", "Zeno's Conscience", "emma", "Austenland");
  });

  test("nothing may match, and one link shows all again", async ({ member }) => {
    const books = await BookList.of(member);
    for (const text of ["%", "_", "*", `"),(`, "\\"]) {
      await books.find(text);
      await expect(member.page.getByText("No book matches")).toBeVisible();
    }
    await member.page.getByRole("link", { name: "Show all books" }).click();
    await expect(books.items).toHaveCount(4);
  });

  test("editing and removing keep to what was found, adding shows all", async ({ member }) => {
    const here = "/wishlist?q=austen&sort=title";
    const books = await BookList.of(member, here.replace("/wishlist", ""));
    await books.button("Edit emma").click();
    await books.titleOf("emma").fill("Emma");
    await books.button("Save emma").click();
    await books.shows("Austenland", "Emma");
    await expect(member.page).toHaveURL(here);

    await books.button("Remove Emma").click();
    await books.shows("Austenland");
    await expect(member.page).toHaveURL(here);

    await books.add("Beowulf");
    await expect(member.page).toHaveURL("/wishlist");
    await expect(books.items).toHaveCount(4);
  });
});

test("what is beyond fifty books is one link away, and back", async ({ member }) => {
  await member.page.goto("/wishlist");
  await plant(member, ...Array.from({ length: 52 }, (_, at): [string, string] => [`Book ${String(at + 1).padStart(2, "0")}`, ""]));
  const books = await BookList.of(member, "?q=Book&sort=title");
  await expect(books.items).toHaveCount(50);
  const pages = member.page.getByRole("navigation", { name: "Pages" });
  await pages.getByRole("link", { name: "Next books" }).click();
  await books.shows("Book 51", "Book 52");
  await books.button("Edit Book 52").click();
  await books.titleOf("Book 52").fill("Book 52, again");
  await books.button("Save Book 52").click();
  await books.shows("Book 51", "Book 52, again");
  await expect(member.page).toHaveURL("/wishlist?q=Book&sort=title&page=2");
  await pages.getByRole("link", { name: "Previous books" }).click();
  await books.isThere("Book 01");
});
