import type { Page } from "@playwright/test";
import { AccountPage } from "../account-page.ts";
import { test } from "../fixtures.ts";
import { expectPage, signUp } from "../users.ts";
import { TaskPage, daysFromNow } from "../task-page.ts";
import { BRAND } from "../brand.ts";

const FOLDER = new URL("../../docs/screenshots/", import.meta.url).pathname;

test.use({ viewport: { width: 1200, height: 800 }, deviceScaleFactor: 1 });

test("home", async ({ guest: { page } }) => {
  await page.goto("/");
  await expectPage(page, BRAND.tagline.en);
  await take(page, "home");
});

test("tasks and account", async ({ guest }) => {
  const ada = { ...guest, email: "ada@example.org" };
  await signUp(ada);
  const account = await AccountPage.open(ada);
  await account.field("Display name").fill("Ada Lovelace");
  await account.button("Save name").click();
  await AccountPage.open(ada);
  await take(ada.page, "account");

  const tasks = await TaskPage.open(ada);
  await tasks.addDue("Write to Charles about the engine", daysFromNow(4));
  await tasks.add("Book the train to Ockham");
  await tasks.addDue("Return the library books", daysFromNow(0));
  await tasks.add("Water the plants", "Check the table of Bernoulli numbers");
  for (const done of ["Book the train to Ockham", "Water the plants"]) {
    await tasks.complete(done);
  }
  await tasks.reload();
  await take(ada.page, "tasks");
});

async function take(page: Page, name: string): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await page.screenshot({ path: `${FOLDER}${name}-${colorScheme}.png` });
  }
}
