import { expectRejected, removeConstraints } from "../../fields.ts";
import { expect, test } from "../../fixtures.ts";
import { RESOURCES } from "../../resources.ts";
import { expectPage } from "../../users.ts";

const NAMES: Record<string, (maxLength: number) => string> = {
  "the longest": (maxLength) => "Donaudampfschifffahrt".repeat(maxLength).slice(0, maxLength),
  emoji: () => "📖🌱 Ulysses 👩‍🚀",
  "right to left": () => "מלחמה ושלום",
  HTML: () => `<img src=x onerror="alert(1)"> & "quotes"`,
};

for (const { resource, open, sortByName } of RESOURCES) {
  test.describe(`adding to ${resource.path}`, () => {
    test("a new list is empty", async ({ member }) => {
      await open(member);
      await expectPage(member.page, resource.heading);
      await expect(member.page.getByText(resource.empty)).toBeVisible();
    });

    test("new items come first and are kept", async ({ member }) => {
      const list = await open(member);
      await list.add("Apple", "Banana");
      await list.expectItems("Banana", "Apple");
      await list.reload();
      await list.expectItems("Banana", "Apple");
      await expect(member.page.getByText(resource.empty)).toBeHidden();
    });

    test("a name is trimmed", async ({ member }) => {
      const list = await open(member);
      await list.submit("  Apple  ");
      await list.expectItem("Apple");
    });

    test("a blank name is rejected", async ({ member }) => {
      const list = await open(member);
      await removeConstraints(list.nameField);
      await list.submit("   ");
      await expectRejected(list.nameField, { value: "   ", error: /\S/ });
      await expect(list.items).toHaveCount(0);
    });

    test("a name that is too long is rejected and stays in its field", async ({ member }) => {
      const list = await open(member);
      const maxLength = await list.maxLength();
      const [value, error] = ["x".repeat(maxLength + 1), new RegExp(`${maxLength}`)];
      await removeConstraints(list.nameField);
      await list.submit(value);
      await expectRejected(list.nameField, { value, error });
      await expect(list.items).toHaveCount(0);

      await list.goto();
      await expect(list.nameField).toHaveValue("");
      await expect(list.nameField).not.toHaveAccessibleDescription(error);
    });

    for (const [kind, nameOf] of Object.entries(NAMES)) {
      test(`a name is shown, edited and found as text: ${kind}`, async ({ member }) => {
        const list = await open(member);
        const name = nameOf(await list.maxLength());
        await list.add(name);
        await list.reload();
        await expect(list.item(name).getByText(name, { exact: true })).toBeVisible();
        await list.editButton(name).click();
        await expect(list.editField(name)).toHaveValue(name);
        await list.save(name);
        await list.expectItem(name);
        await list.search(name);
        await list.expectItems(name);
      });
    }

    test("adding to a search shows the whole list", async ({ member }) => {
      const list = await open(member);
      await list.seed(member, "Apple", "Banana");
      await list.goto(`?q=app&sort=${sortByName.value}`);
      await list.expectItems("Apple");
      await list.add("Cherry");
      await list.expectQuery({});
      await list.expectItems("Cherry", "Banana", "Apple");
    });
  });
}
