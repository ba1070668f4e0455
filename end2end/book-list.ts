import { expect, type Locator, type Page, test } from "@playwright/test";

export type Status = "Wishlist" | "Reading" | "Finished";

/** The page `/wishlist`, in the words of the person who uses it. */
export class BookList {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  static async of(person: { page: Page }, query = ""): Promise<BookList> {
    await person.page.goto(`/wishlist${query}`);
    return new BookList(person.page);
  }

  get title(): Locator {
    return this.#page.getByRole("textbox", { name: "Title", exact: true });
  }

  get author(): Locator {
    return this.#page.getByRole("textbox", { name: "Author", exact: true });
  }

  get search(): Locator {
    return this.#page.getByRole("searchbox", { name: "Search books" });
  }

  get order(): Locator {
    return this.#page.getByRole("combobox", { name: "Sort by" });
  }

  get items(): Locator {
    return this.#page.getByRole("list", { name: "Books", exact: true }).getByRole("listitem");
  }

  item(title: string): Locator {
    return this.items.filter({ has: this.statusOf(title) });
  }

  statusOf(title: string): Locator {
    return this.#page.getByRole("combobox", { name: `Status of ${title}`, exact: true });
  }

  button(name: string): Locator {
    return this.#page.getByRole("button", { name, exact: true });
  }

  /** With the number of books behind it. */
  filter(name: Status | "All"): Locator {
    return this.#page.getByRole("navigation", { name: "Books by status" }).getByRole("link", { name });
  }

  async add(title: string, author = ""): Promise<void> {
    await this.title.fill(title);
    await this.author.fill(author);
    await this.button("Add book").click();
    await expect(this.title).toHaveValue("");
    await this.isThere(title);
  }

  /** With JavaScript choosing is enough; what follows finds the change made. */
  async set(title: string, status: Status): Promise<void> {
    const save = this.button(`Save status of ${title}`);
    const answered = this.#page.waitForResponse(/\/api\/wishlist\/set-status/);
    if (test.info().project.use.javaScriptEnabled === false) {
      await this.statusOf(title).selectOption(status);
      await save.click();
    } else {
      await expect(save).toBeHidden();
      await this.statusOf(title).selectOption(status);
    }
    await answered;
    await expect(this.statusOf(title)).not.toHaveAttribute("aria-busy");
  }

  async find(text: string): Promise<void> {
    await this.search.fill(text);
    await this.button("Search").click();
    await this.#page.waitForURL((url) => url.searchParams.get("q") === text);
  }

  /** Fields of the row that is being edited. */
  titleOf(title: string): Locator {
    return this.#page.getByRole("textbox", { name: `Title of ${title}`, exact: true });
  }

  authorOf(title: string): Locator {
    return this.#page.getByRole("textbox", { name: `Author of ${title}`, exact: true });
  }

  async isThere(title: string): Promise<void> {
    await expect(this.statusOf(title)).toBeVisible();
  }

  async isGone(title: string): Promise<void> {
    await expect(this.item(title)).toHaveCount(0);
  }

  /** These and no others, in this order. */
  async shows(...titles: string[]): Promise<void> {
    await expect(this.items).toHaveCount(titles.length);
    for (const [at, title] of titles.entries()) await expect(this.items.nth(at)).toContainText(title);
  }

  async reload(): Promise<void> {
    await this.#page.reload();
  }
}
