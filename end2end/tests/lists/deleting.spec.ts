import { expect, test } from "../../fixtures.ts";
import { RESOURCES } from "../../resources.ts";

for (const { resource, open, filter } of RESOURCES) {
  test.describe(`deleting in ${resource.path}`, () => {
    test("an item is deleted", async ({ member }) => {
      const list = await open(member);
      await list.add("Apple", "Banana");
      await list.delete("Apple");
      await list.reload();
      await list.expectItems("Banana");
    });

    test("undo restores an item as it was, in its place", async ({ member }) => {
      const list = await open(member);
      await list.add("Apple", "Banana", "Cherry");
      await filter?.change(list, "Banana");
      await list.delete("Banana");
      await expect(list.status).toContainText("Banana");
      await list.undoButton.click();
      await list.expectItems("Cherry", "Banana", "Apple");
      if (filter) await expect(list.filterLink(filter.after.name)).toHaveText(/1$/);
      await expect(list.undoButton).toHaveCount(0);
      await list.reload();
      await list.expectItems("Cherry", "Banana", "Apple");
    });

    test("undo restores the last item of what is shown", async ({ member }) => {
      const query = filter ? { [filter.parameter]: filter.before.value } : {};
      const list = await open(member, `?${new URLSearchParams(query)}`);
      await list.add("Apple");
      await list.delete("Apple");
      const text = filter ? resource.noMatch : resource.empty;
      await expect(member.page.getByText(text)).toBeVisible();
      await list.undoButton.click();
      await list.expectItems("Apple");
      await list.expectQuery(query);
    });

    test("undo returns the focus, and messages are kept", { tag: "@js" }, async ({ member }) => {
      const list = await open(member);
      await list.add("Apple", "Banana");
      const earlier = member.page.getByText("Earlier messages");
      await expect(earlier).toBeHidden();
      await list.delete("Banana");
      await expect(list.status).toContainText("Banana");
      // Another action does not remove the undo button.
      if (filter) {
        await filter.change(list, "Apple");
        await expect(list.filterLink(filter.after.name)).toHaveText(/1$/);
      }
      await list.undoButton.press("Enter");
      await expect(list.item("Banana").locator(":focus")).toHaveCount(1);

      await list.delete("Apple");
      await expect(list.status).toContainText("Apple");
      await earlier.click();
      const messages = member.page.getByRole("group").filter({ has: earlier });
      await expect(messages).toContainText("Banana");
      await expect(earlier).toHaveText("Earlier messages (1)");
    });
  });
}
