import { expect, test } from "../../fixtures.ts";
import { failRequests, holdRequests } from "../../intercept.ts";
import { RESOURCES } from "../../resources.ts";

for (const { resource, open } of RESOURCES) {
  const endpoints = `${resource.api}/*`;

  test.describe(`without leaving ${resource.path}`, { tag: "@js" }, () => {
    test("a deleted item is gone before the server responds", async ({ member }) => {
      const list = await open(member);
      await list.add("Apple", "Banana");
      const release = await holdRequests(member.page, endpoints);
      await list.deleteButton("Apple").click();
      await list.expectNoItem("Apple");
      release();
      await expect(list.status).toContainText("Apple");
      await list.expectItems("Banana");
    });

    test("an item comes back with an error when deleting fails", async ({ member }) => {
      member.consoleGuard.allow(new RegExp(`503.*${resource.api}`));
      const list = await open(member);
      await list.add("Apple");
      await failRequests(member.page, endpoints);
      await list.deleteButton("Apple").click();
      await expect(member.page.getByRole("alert")).toContainText("Nothing was changed");
      await list.expectItem("Apple");
      await list.reload();
      await list.expectItem("Apple");
    });

    test("an item comes back with an error without a connection", async ({ member }) => {
      member.consoleGuard.allow(/ERR_INTERNET_DISCONNECTED/);
      const list = await open(member);
      await list.add("Apple");
      await member.context.setOffline(true);
      await list.deleteButton("Apple").click();
      await expect(member.page.getByRole("alert")).toContainText("No connection");
      await list.expectItem("Apple");
      await member.context.setOffline(false);
    });

    test("a new name stays in its field when saving fails", async ({ member }) => {
      member.consoleGuard.allow(new RegExp(`503.*${resource.api}`));
      const list = await open(member);
      await list.add("Apple");
      await failRequests(member.page, endpoints);
      await list.rename("Apple", "Apricot");
      await expect(member.page.getByRole("alert")).toContainText("Nothing was changed");
      await expect(list.editField("Apple")).toHaveValue("Apricot");
      await list.reload();
      await list.expectNoItem("Apricot");
    });

    test("a response leaves what is being typed", async ({ member }) => {
      const list = await open(member);
      await list.add("Apple", "Banana");
      const release = await holdRequests(member.page, endpoints);
      await list.deleteButton("Banana").click();
      await list.nameField.fill("Cher");
      release();
      await expect(list.filterLink("All")).toHaveText(/1$/);
      await expect(list.nameField).toHaveValue("Cher");
      await expect(list.nameField).toBeFocused();
    });
  });
}
