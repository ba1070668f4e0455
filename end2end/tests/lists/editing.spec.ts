import { expectRejected, removeConstraints } from "../../fields.ts";
import { expect, test } from "../../fixtures.ts";
import type { ListPage } from "../../list-page.ts";
import { RESOURCES } from "../../resources.ts";

for (const { resource, open } of RESOURCES) {
  test.describe(`editing in ${resource.path}`, () => {
    test("an item is renamed", async ({ member }) => {
      const list = await open(member);
      await list.add("Apple");
      await list.editButton("Apple").click();
      await expect(list.editField("Apple")).toBeFocused();
      await list.editField("Apple").fill("Apricot");
      await list.save("Apple");
      await list.expectItems("Apricot");
      await list.expectQuery({});
      await list.reload();
      await list.expectItems("Apricot");
    });

    test("cancelling keeps an item as it was", async ({ member }) => {
      const list = await open(member);
      await list.add("Apple");
      await list.editButton("Apple").click();
      await list.editField("Apple").fill("Something else");
      await list.cancelLink("Apple").click();
      await list.expectItems("Apple");
      await list.expectItem("Apple");
    });

    test("a rejected name stays in its row", async ({ member }) => {
      const list = await open(member);
      await list.add("Apple", "Banana");
      const maxLength = await list.maxLength();
      const [value, error] = ["x".repeat(maxLength + 1), new RegExp(`${maxLength}`)];
      await list.editButton("Apple").click();
      await removeConstraints(list.editField("Apple"));
      await list.editField("Apple").fill(value);
      await list.save("Apple");
      await expectRejected(list.editField("Apple"), { value, error });

      await list.editField("Apple").fill("Apricot");
      await list.save("Apple");
      await list.expectItem("Apricot");
      await list.expectItem("Banana");
    });

    test.describe("in two tabs", () => {
      let here: ListPage;
      let there: ListPage;

      test.beforeEach(async ({ member }) => {
        here = await open(member);
        await here.seed(member, "Apple", "Banana");
        await here.reload();
        there = await open({ page: await member.context.newPage() });
        await here.editButton("Apple").click();
        await here.editField("Apple").fill("Mine");
      });

      test("a stale edit shows both versions, and mine can be saved", async () => {
        await there.rename("Apple", "Theirs");
        await there.expectItem("Theirs");
        await here.save("Apple");
        const saveMine = here.button("Save my version");
        await expect(here.items.filter({ has: saveMine })).toContainText("Theirs");
        await expect(here.editField("Theirs")).toHaveValue("Mine");
        await saveMine.click();
        await here.expectItem("Mine");
        await there.reload();
        await there.expectItems("Banana", "Mine");
      });

      test("a stale edit shows both versions, and theirs can be kept", async ({ member }) => {
        await there.rename("Apple", "Theirs");
        await there.expectItem("Theirs");
        await here.save("Apple");
        await member.page.getByRole("link", { name: "Keep saved version" }).click();
        await here.expectItems("Banana", "Theirs");
        await here.expectItem("Theirs");
      });

      test("an edit of a deleted item is an error", async ({ member }) => {
        await there.delete("Apple");
        await here.save("Apple");
        await expect(member.page.getByRole("alert")).toContainText("no longer exists");
        await here.expectItems("Banana");
      });

      test("both show the same after the next action", async () => {
        await here.cancelLink("Apple").click();
        await there.rename("Apple", "Apricot");
        await there.expectItem("Apricot");
        await there.delete("Banana");
        await there.add("Cherry");
        await here.add("Date");
        await here.expectItems("Date", "Cherry", "Apricot");
      });
    });
  });
}
