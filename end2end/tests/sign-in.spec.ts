import type { Page } from "@playwright/test";
import { expect, test } from "../fixtures.ts";
import { isAt, signOut, withoutAutofill } from "../people.ts";

const pressTheButton = (page: Page) => page.getByRole("button", { name: "Sign in with a passkey" }).click();

test.describe("signing in", { tag: "@js" }, () => {
  test("by the button, without typing anything", async ({ passkeyHolder }) => {
    const { page, authenticator, email } = passkeyHolder;
    await signOut(passkeyHolder);
    await withoutAutofill(passkeyHolder);
    await page.goto("/login");
    await authenticator.approves();
    await pressTheButton(page);

    await isAt(page, "Dashboard");
    expect(await (await page.request.get("/api/me")).json()).toMatchObject({ email });
  });

  test("by autofill, as soon as the passkey is picked", async ({ passkeyHolder: { page, authenticator, ...holder } }) => {
    await signOut({ page, ...holder });
    await authenticator.approves();
    await page.goto("/login");

    await isAt(page, "Dashboard");
    expect(await (await page.request.get("/api/me")).json()).toMatchObject({ email: holder.email });
  });

  test("a ceremony that was cancelled says so, and the next press succeeds", async ({ passkeyHolder }) => {
    const { page, authenticator } = passkeyHolder;
    await signOut(passkeyHolder);
    await withoutAutofill(passkeyHolder);
    await page.goto("/login");
    await authenticator.cancels();
    await pressTheButton(page);
    await expect(page.getByRole("alert")).toContainText(/cancel/i);

    await authenticator.waits();
    await authenticator.approves();
    await pressTheButton(page);
    await isAt(page, "Dashboard");
  });

  test("autofill is armed again after a cancelled ceremony", async ({ passkeyHolder }) => {
    const { page, authenticator } = passkeyHolder;
    await signOut(passkeyHolder);
    await authenticator.cancels();

    let arm = () => {};
    // Once released they arrive in the order in which they were sent: the last is the one that counts.
    let turn = new Promise<void>((resolve) => (arm = resolve));
    await page.route("**/api/sign-in/begin", async (route) => {
      if (!route.request().postData()?.includes("autofill=true")) return route.continue();
      turn = turn.then(async () => route.fulfill({ response: await route.fetch() }));
      await turn;
    });
    await page.goto("/login");
    await pressTheButton(page);
    await expect(page.getByRole("alert")).toContainText(/cancel/i);

    await authenticator.approves();
    arm();
    await isAt(page, "Dashboard");
  });

  test("a passkey of no account here is refused in plain words", async ({ guest }) => {
    const { page, authenticator, watch } = guest;
    watch.expects(/401.*sign-in\/finish/);
    await withoutAutofill(guest);
    await page.goto("/login");
    await authenticator.keepForeignPasskey();
    await authenticator.approves();
    await pressTheButton(page);

    await expect(page.getByRole("alert")).toContainText("We don't recognize that passkey");
    await page.goto("/dashboard");
    await isAt(page, "Sign in");
  });

  test("every sign-in has a new session id, and the one before is worth nothing", async ({ passkeyHolder }) => {
    const { page, context, authenticator } = passkeyHolder;
    const idOf = async () => (await context.cookies()).find((cookie) => cookie.name === "session");
    const before = await idOf();
    await signOut(passkeyHolder);
    await withoutAutofill(passkeyHolder);
    await page.goto("/login");
    await authenticator.approves();
    await pressTheButton(page);
    await isAt(page, "Dashboard");

    expect((await idOf())?.value).not.toBe(before?.value);
    const headers = { cookie: `session=${before?.value}` };
    expect((await fetch(new URL("/api/me", page.url()), { headers })).status).toBe(401);
  });

  test("leads to an account for those who have none", async ({ guest: { page } }) => {
    await page.goto("/login");
    await page.getByRole("main").getByRole("link", { name: "Create an account" }).click();
    await isAt(page, "Create your account");
  });
});
