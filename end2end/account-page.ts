import type { Locator, Page } from "@playwright/test";
import { isAt } from "./people.ts";

/** The page `/account`, in the words of the person who uses it. */
export class AccountPage {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  static async of(person: { page: Page }): Promise<AccountPage> {
    await person.page.goto("/account");
    await isAt(person.page, "Account");
    return new AccountPage(person.page);
  }

  region(name: string): Locator {
    return this.#page.getByRole("region", { name, exact: true });
  }

  button(name: string): Locator {
    return this.#page.getByRole("button", { name, exact: true });
  }

  field(name: string): Locator {
    return this.#page.getByRole("textbox", { name, exact: true });
  }

  /** One of the list of that name. */
  item(list: string, text: string): Locator {
    return this.#page.getByRole("list", { name: list, exact: true }).getByRole("listitem").filter({ hasText: text });
  }

  /** What the page says of the form that was sent last. */
  get said(): Locator {
    return this.#page.getByRole("status");
  }
}
