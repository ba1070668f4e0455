import { BookPage, WISHLIST } from "./book-page.ts";
import { type ListPage, openList } from "./list-page.ts";
import { listResource, type OwnResource, type Resource } from "./list-resource.ts";
import { TASKS, TaskPage } from "./task-page.ts";
import type { User } from "./users.ts";

/** A resource as the specs in `tests/lists/` need it. */
interface Entry {
  resource: OwnResource;
  /** The filters of a new item and of one that `change` has changed, unless there is no filter. */
  filter?: {
    parameter: string;
    before: { name: string; value: string };
    after: { name: string; value: string };
    change: (page: ListPage, name: string) => Promise<void>;
  };
  /** The label and the parameter of the order by name. */
  sortByName: { label: string; value: string };
}

export interface ListedResource extends Entry {
  resource: Resource;
  open: (user: Pick<User, "page">, query?: string) => Promise<ListPage>;
}

/** Every resource with a list. A new one needs an entry here and gets all the shared specs. */
const ENTRIES: Entry[] = [
  {
    resource: TASKS,
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
    filter: {
      parameter: "status",
      before: { name: "Wishlist", value: "Wishlist" },
      after: { name: "Reading", value: "Reading" },
      change: ({ page }, title) => new BookPage(page, WISHLIST).selectStatus(title, "Reading"),
    },
    sortByName: { label: "Title", value: "title" },
  },
];

export const RESOURCES: ListedResource[] = ENTRIES.map((entry) => {
  const resource = listResource(entry.resource);
  return { ...entry, resource, open: (user, query) => openList(resource, user, query) };
});
