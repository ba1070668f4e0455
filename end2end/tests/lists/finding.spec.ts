import { expect, test } from "../../fixtures.ts";
import { RESOURCES } from "../../resources.ts";
import { numberedNames } from "../../seed.ts";

const NAMES = ["emma", "Zeno's diary", "Austenland", "Émile"];

for (const { resource, open, filter, sortByName } of RESOURCES) {
  test.describe(`finding in ${resource.path}`, () => {
    if (filter) {
      const { parameter, before, after, change } = filter;

      test("a filter is kept by a reload and the back button", async ({ member }) => {
        const list = await open(member);
        await list.seed(member, ...NAMES);
        await list.reload();
        await change(list, "emma");
        await expect(list.filterLink(before.name)).toHaveText(/3$/);
        await expect(list.filterLink(after.name)).toHaveText(/1$/);

        await list.filterLink(after.name).click();
        await list.expectItems("emma");
        await expect(list.filterLink(after.name)).toHaveAttribute("aria-current", "true");
        await list.expectQuery({ [parameter]: after.value });
        await list.reload();
        await list.expectItems("emma");

        await list.filterLink(before.name).click();
        await list.expectItems("Émile", "Austenland", "Zeno's diary");
        await member.page.goBack();
        await list.expectItems("emma");
        await list.filterLink("All").click();
        await expect(list.items).toHaveCount(4);
      });
    }

    test("a search is kept by a reload and the back button", async ({ member }) => {
      const list = await open(member);
      await list.seed(member, ...NAMES, "Emma again");
      await list.reload();
      await list.search("EMMA");
      await list.expectItems("Emma again", "emma");
      await list.reload();
      await list.expectItems("Emma again", "emma");
      await expect(list.searchField).toHaveValue("EMMA");
      if (filter) await expect(list.filterLink("All")).toHaveText(/2$/);

      await list.search("zeno's");
      await list.expectItems("Zeno's diary");
      await member.page.goBack();
      await list.expectItems("Emma again", "emma");
      await expect(list.searchField).toHaveValue("EMMA");
      await member.page.goBack();
      await expect(list.items).toHaveCount(5);
      await expect(list.searchField).toHaveValue("");
    });

    test("a search without a match has a link to the whole list", async ({ member }) => {
      const list = await open(member);
      await list.seed(member, "Apple");
      await list.reload();
      for (const text of ["%", "_", "*", `"),(`, "\\", "nothing like that"]) {
        await list.search(text);
        await expect(member.page.getByText(resource.noMatch)).toBeVisible();
      }
      await member.page.getByRole("link", { name: resource.showAll }).click();
      await list.expectItems("Apple");
      await list.expectQuery({});
    });

    test("the order by name ignores case, and is kept by a filter", async ({ member }) => {
      const list = await open(member);
      await list.seed(member, ...NAMES);
      await list.reload();
      await list.expectItems("Émile", "Austenland", "Zeno's diary", "emma");
      await list.sort(sortByName.label);
      await list.expectItems("Austenland", "Émile", "emma", "Zeno's diary");
      await list.reload();
      await expect(list.sortField).toHaveValue(sortByName.value);
      if (filter) await list.filterLink(filter.before.name).click();
      await list.expectItems("Austenland", "Émile", "emma", "Zeno's diary");
    });

    test("editing, changing and deleting keep the query", async ({ member }) => {
      const filtered = filter && { [filter.parameter]: filter.before.value };
      const query = { ...filtered, q: "milk", sort: sortByName.value };
      const list = await open(member);
      await list.seed(member, "buy milk", "Call Ada", "Milk the goat", "Spill milk");
      await list.goto(`?${new URLSearchParams(query)}`);
      await list.expectItems("buy milk", "Milk the goat", "Spill milk");
      await list.rename("buy milk", "Sell milk");
      await list.expectItems("Milk the goat", "Sell milk", "Spill milk");
      await list.expectQuery(query);
      if (filter) {
        await filter.change(list, "Milk the goat");
        await expect(list.filterLink(filter.after.name)).toHaveText(/1$/);
      } else {
        await list.delete("Milk the goat");
      }
      await list.expectItems("Sell milk", "Spill milk");
      await list.expectQuery(query);
      await list.delete("Sell milk");
      await list.delete("Spill milk");
      await expect(member.page.getByText(resource.noMatch)).toBeVisible();
      await list.expectQuery(query);
    });

    test("a list longer than a page has links to its pages", async ({ member }) => {
      const query = { q: "Item", sort: sortByName.value };
      const list = await open(member);
      await list.seed(member, ...numberedNames("Item", 52));
      await list.goto(`?${new URLSearchParams(query)}`);
      await expect(list.items).toHaveCount(50);
      await list.expectNoItem("Item 51");
      await list.pagination.getByRole("link", { name: /Next/ }).click();
      await list.expectItems("Item 51", "Item 52");

      await list.rename("Item 52", "Item 52 again");
      await list.expectItems("Item 51", "Item 52 again");
      await filter?.change(list, "Item 51");
      await list.expectItems("Item 51", "Item 52 again");
      await list.expectQuery({ ...query, page: "2" });
      await list.pagination.getByRole("link", { name: /Previous/ }).click();
      await list.expectItem("Item 01");
    });
  });
}
