import { expect, type Locator, test } from "@playwright/test";
import { ListPage, type Resource } from "./list-page.ts";

export type Status = "Wishlist" | "Reading" | "Finished";

export const WISHLIST: Resource = {
  path: "/wishlist",
  heading: "Wishlist",
  list: "Books",
  nameField: "Title",
  addButton: "Add book",
  editButton: (title) => `Edit ${title}`,
  editField: (title) => `Title of ${title}`,
  cancelLink: (title) => `Cancel editing ${title}`,
  saveButton: (title) => `Save ${title}`,
  deleteButton: (title) => `Remove ${title}`,
  search: "Search books",
  filter: "Books by status",
  empty: "No books yet",
  noMatch: "No matches",
  showAll: "Show all",
  api: "wishlist",
  nameParameter: "title",
  itemFunctions: ["edit", "set-status", "delete"],
};

/** The page `/wishlist`: books with an author and a status. */
export class BookPage extends ListPage {
  static async open(user: { page: ListPage["page"] }, query = ""): Promise<BookPage> {
    const books = new BookPage(user.page, WISHLIST);
    await books.goto(query);
    return books;
  }

  get authorField(): Locator {
    return this.page.getByRole("textbox", { name: "Author", exact: true });
  }

  editAuthorField(title: string): Locator {
    return this.page.getByRole("textbox", { name: `Author of ${title}`, exact: true });
  }

  statusField(title: string): Locator {
    return this.page.getByRole("combobox", { name: `Status of ${title}`, exact: true });
  }

  saveStatusButton(title: string): Locator {
    return this.button(`Save status of ${title}`);
  }

  async addBook(title: string, author: string): Promise<void> {
    await this.authorField.fill(author);
    await this.add(title);
    await expect(this.authorField).toHaveValue("");
  }

  /** With JavaScript, selecting a status saves it. The row leaves the list of another status. */
  async selectStatus(title: string, status: Status): Promise<void> {
    const submits = test.info().project.use.javaScriptEnabled === false;
    if (!submits) await expect(this.saveStatusButton(title)).toBeHidden();
    await this.waitForServer(async () => {
      await this.statusField(title).selectOption(status);
      if (submits) await this.saveStatusButton(title).click();
    });
  }

  async setStatus(title: string, status: Status): Promise<void> {
    await this.selectStatus(title, status);
    await expect(this.statusField(title)).toHaveValue(status);
    await expect(this.statusField(title)).not.toHaveAttribute("aria-busy");
  }
}
