import { BookPage, WISHLIST } from "./book-page.ts";
import type { ListPage, Resource } from "./list-page.ts";
import { TASKS, TaskPage } from "./task-page.ts";
import type { User } from "./users.ts";

/** A resource as `tests/lists/` needs it. */
export interface ListedResource {
  resource: Resource;
  open: (user: Pick<User, "page">, query?: string) => Promise<ListPage>;
  /** The filters of a new item and of one that `change` has changed. */
  filter: {
    parameter: string;
    before: { name: string; value: string };
    after: { name: string; value: string };
    change: (page: ListPage, name: string) => Promise<void>;
  };
  /** The label and the parameter of the order by name. */
  sortByName: { label: string; value: string };
}

/** Every resource with a list. A new one needs an entry here and gets all the shared specs. */
export const RESOURCES: ListedResource[] = [
  {
    resource: TASKS,
    open: (user, query) => TaskPage.open(user, query),
    filter: {
      parameter: "show",
      before: { name: "Open", value: "open" },
      after: { name: "Done", value: "done" },
      change: ({ page }, name) => new TaskPage(page, TASKS).clickComplete(name),
    },
    sortByName: { label: "Name", value: "name" },
  },
  {
    resource: WISHLIST,
    open: (user, query) => BookPage.open(user, query),
    filter: {
      parameter: "status",
      before: { name: "Wishlist", value: "Wishlist" },
      after: { name: "Reading", value: "Reading" },
      change: ({ page }, title) => new BookPage(page, WISHLIST).selectStatus(title, "Reading"),
    },
    sortByName: { label: "Title", value: "title" },
  },
];
