import { BookList } from "../book-list.ts";
import { expect, test } from "../fixtures.ts";
import type { Person } from "../people.ts";

/** A book that one tab begins to edit before another one changes it. */
async function editedTwice(member: Person): Promise<BookList> {
  const here = await BookList.of(member);
  await here.add("Ema", "J. Austen");
  await here.button("Edit Ema").click();
  await expect(here.titleOf("Ema")).toBeFocused();

  const there = await BookList.of({ page: await member.context.newPage() });
  await there.button("Edit Ema").click();
  await there.titleOf("Ema").fill("Emma");
  await there.authorOf("Ema").fill("Jane Austen");
  await there.button("Save Ema").click();
  await there.isThere("Emma");

  await here.titleOf("Ema").fill("Emma, a novel");
  await here.button("Save Ema").click();
  const versions = here.items.getByRole("alert");
  await expect(versions).toContainText("changed elsewhere");
  await expect(versions).toContainText("Emma by Jane Austen");
  await expect(here.titleOf("Emma")).toHaveValue("Emma, a novel");
  return here;
}

test.describe("a book that was changed in another tab", () => {
  test("shows both versions, and mine can be saved", async ({ member }) => {
    const books = await editedTwice(member);
    await books.button("Save mine").click();
    await books.isThere("Emma, a novel");
    await expect(books.items).toHaveCount(1);
  });

  test("shows both versions, and theirs can be kept", async ({ member }) => {
    const books = await editedTwice(member);
    await member.page.getByRole("link", { name: "Keep theirs" }).click();
    await books.isThere("Emma");
    await expect(books.item("Emma")).toContainText("Jane Austen");
  });
});
