import { expect, test } from "../../fixtures.ts";
import { tabTo } from "../../focus.ts";
import { RESOURCES } from "../../resources.ts";

for (const { resource, open } of RESOURCES) {
  test.describe(`the keyboard in ${resource.path}`, { tag: "@js" }, () => {
    test("Up and Down move, F2 edits, Delete deletes", async ({ member }) => {
      const { keyboard } = member.page;
      const list = await open(member);
      await list.add("Apple", "Banana", "Cherry");
      await tabTo(member.page, resource.editButton("Cherry"));
      await keyboard.press("ArrowUp");
      await expect(list.editButton("Cherry")).toBeFocused();
      await keyboard.press("ArrowDown");
      await expect(list.editButton("Banana")).toBeFocused();

      await keyboard.press("F2");
      await expect(list.editField("Banana")).toBeFocused();
      await list.editField("Banana").fill("Blueberry");
      await keyboard.press("Enter");
      await expect(list.editButton("Blueberry")).toBeFocused();

      await keyboard.press("ArrowUp");
      await expect(list.editButton("Cherry")).toBeFocused();
      await keyboard.press("Delete");
      await list.expectNoItem("Cherry");
      await expect(list.deleteButton("Blueberry")).toBeFocused();
    });

    test("the shortcuts do nothing in a text field", async ({ member }) => {
      const { keyboard } = member.page;
      const list = await open(member);
      await list.add("Apple");
      await expect(list.nameField).toBeFocused();
      await keyboard.type("x");
      for (const key of ["Delete", "ArrowDown", "F2"]) await keyboard.press(key);
      await expect(list.nameField).toBeFocused();
      await expect(list.nameField).toHaveValue("x");
      await list.expectItems("Apple");
    });

    test("Escape leaves an edit without a change", async ({ member }) => {
      const list = await open(member);
      await list.add("Apple");
      await tabTo(member.page, resource.editButton("Apple"));
      await member.page.keyboard.press("Enter");
      await expect(list.editField("Apple")).toBeFocused();
      await member.page.keyboard.type("Something else");
      await member.page.keyboard.press("Escape");
      await expect(list.editButton("Apple")).toBeFocused();
    });

    test("the page lists its shortcuts", async ({ member }) => {
      const list = await open(member);
      await list.add("Apple");
      await member.page.getByText("Keyboard shortcuts", { exact: true }).click();
      await expect(member.page.getByText("F2")).toBeVisible();
    });

    test("the focus follows each action", async ({ member }) => {
      const list = await open(member);
      await list.add("Apple", "Banana");
      await expect(list.nameField).toBeFocused();
      await list.editButton("Apple").click();
      await expect(list.editField("Apple")).toBeFocused();
      await member.page.keyboard.press("Escape");
      await expect(list.editButton("Apple")).toBeFocused();
      await list.deleteButton("Banana").click();
      await expect(list.deleteButton("Apple")).toBeFocused();
      await list.deleteButton("Apple").click();
      await expect(list.nameField).toBeFocused();
    });
  });
}
