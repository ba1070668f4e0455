import { expect, test } from "../../fixtures.ts";
import { RESOURCES } from "../../resources.ts";
import { callServerFunction } from "../../seed.ts";

const UUID = /^[0-9a-f-]{36}$/;

for (const { resource, open } of RESOURCES) {
  test.describe(`the owner of ${resource.path}`, () => {
    test("two members do not see each other's items", async ({ member, stranger }) => {
      const mine = await open(member);
      await mine.add("My secret");
      const theirs = await open(stranger);
      await theirs.add("Their secret");
      await mine.reload();
      await mine.expectItems("My secret");
      await theirs.expectItems("Their secret");
      await stranger.page.goto("/dashboard");
      await expect(stranger.page.getByRole("main")).not.toContainText("My secret");
    });

    test("a stranger with the id of an item gets 404", async ({ member, stranger }) => {
      const mine = await open(member);
      await mine.add("My secret");
      const id = (await mine.editButton("My secret").getAttribute("value")) ?? "";
      expect(id).toMatch(UUID);

      await stranger.page.goto(resource.path);
      const others = resource.requiredFields.map((field) => [field.parameter, field.value]);
      const name = { [resource.nameParameter]: "Taken" };
      const fields = { ...Object.fromEntries(others), ...name, id, status: "Finished" };
      for (const name of resource.itemFunctions) {
        const endpoint = `${resource.api}/${name}`;
        expect(await callServerFunction(stranger, endpoint, fields), endpoint).toBe(404);
      }
      await mine.reload();
      await mine.expectItems("My secret");
    });
  });
}
