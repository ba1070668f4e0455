import type { Page } from "@playwright/test";
import { AccountPage } from "../account-page.ts";
import { test } from "../fixtures.ts";
import { isAt, signUp } from "../people.ts";
import { TaskList, dayFromNow } from "../task-list.ts";

const FOLDER = new URL("../../docs/screenshots/", import.meta.url).pathname;

test.use({ viewport: { width: 1200, height: 800 }, deviceScaleFactor: 1 });

test("home", async ({ guest: { page } }) => {
  await page.goto("/");
  await isAt(page, "Your tasks, protected by a passkey");
  await take(page, "home");
});

test("tasks and account", async ({ guest }) => {
  const ada = { ...guest, email: "ada@example.org" };
  await signUp(ada);
  const account = await AccountPage.of(ada);
  await account.field("Display name").fill("Ada Lovelace");
  await account.button("Save name").click();
  await AccountPage.of(ada);
  await take(ada.page, "account");

  const tasks = await TaskList.of(ada);
  await tasks.addDue("Write to Charles about the engine", dayFromNow(4));
  await tasks.add("Book the train to Ockham");
  await tasks.addDue("Return the library books", dayFromNow(0));
  await tasks.add("Water the plants", "Check the table of Bernoulli numbers");
  for (const done of ["Book the train to Ockham", "Water the plants"]) {
    await tasks.press("Complete", done);
    await tasks.isDone(done);
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
