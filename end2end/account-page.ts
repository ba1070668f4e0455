import type { Locator, Page } from "@playwright/test";
import { expectPage } from "./users.ts";

/** The page `/account`, by its accessible names. */
export class AccountPage {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  static async open(user: { page: Page }): Promise<AccountPage> {
    await user.page.goto("/account");
    await expectPage(user.page, "Account");
    return new AccountPage(user.page);
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

  /** The item with this text in the list with this name. */
  item(list: string, text: string): Locator {
    const entries = this.#page.getByRole("list", { name: list, exact: true });
    return entries.getByRole("listitem").filter({ hasText: text });
  }

  /** The message about the form that was submitted last. */
  get status(): Locator {
    return this.#page.getByRole("status");
  }
}
