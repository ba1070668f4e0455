import type { Page } from "@playwright/test";
import { expect, test } from "../fixtures.ts";
import { disableAutofill, expectPage, signOut } from "../users.ts";

const clickSignIn = (page: Page) => {
  return page.getByRole("button", { name: "Sign in with a passkey" }).click();
};

test.describe("signing in", { tag: "@js" }, () => {
  test("with the button, without typing anything", async ({ member }) => {
    const { page, authenticator, email } = member;
    await signOut(member);
    await disableAutofill(member);
    await page.goto("/login");
    await authenticator.approve();
    await clickSignIn(page);

    await expectPage(page, "Dashboard");
    expect(await (await page.request.get("/api/me")).json()).toMatchObject({ email });
  });

  test("with autofill", async ({ member }) => {
    const { page, authenticator, email } = member;
    await signOut(member);
    await authenticator.approve();
    await page.goto("/login");

    await expectPage(page, "Dashboard");
    expect(await (await page.request.get("/api/me")).json()).toMatchObject({ email });
  });

  test("can be cancelled and repeated", async ({ member }) => {
    const { page, authenticator } = member;
    await signOut(member);
    await disableAutofill(member);
    await page.goto("/login");
    await authenticator.reject();
    await clickSignIn(page);
    await expect(page.getByRole("alert")).toContainText(/cancel/i);

    await authenticator.pause();
    await authenticator.approve();
    await clickSignIn(page);
    await expectPage(page, "Dashboard");
  });

  test("autofill starts again after a cancelled request", async ({ member }) => {
    const { page, authenticator } = member;
    await signOut(member);
    await authenticator.reject();

    let release = () => {};
    // The challenges of autofill are held back, and then released in the order of their requests.
    let turn = new Promise<void>((resolve) => (release = resolve));
    await page.route("**/api/sign-in/begin", async (route) => {
      if (!route.request().postData()?.includes("autofill=true")) return route.continue();
      turn = turn.then(async () => route.fulfill({ response: await route.fetch() }));
      await turn;
    });
    await page.goto("/login");
    await clickSignIn(page);
    await expect(page.getByRole("alert")).toContainText(/cancel/i);

    await authenticator.approve();
    release();
    await expectPage(page, "Dashboard");
  });

  test("an unknown passkey is an error", async ({ guest }) => {
    const { page, authenticator, consoleGuard } = guest;
    consoleGuard.allow(/401.*sign-in\/finish/);
    await disableAutofill(guest);
    await page.goto("/login");
    await authenticator.addUnknownPasskey();
    await authenticator.approve();
    await clickSignIn(page);

    const alert = page.getByRole("alert");
    await expect(alert).toContainText("We don't recognize that passkey");
    await page.goto("/dashboard");
    await expectPage(page, "Sign in");
  });

  test("every sign-in has a new session id, and the old one is invalid", async ({ member }) => {
    const { page, context, authenticator } = member;
    const sessionId = async () => {
      return (await context.cookies()).find((cookie) => cookie.name === "session")?.value;
    };
    const before = await sessionId();
    await signOut(member);
    await disableAutofill(member);
    await page.goto("/login");
    await authenticator.approve();
    await clickSignIn(page);
    await expectPage(page, "Dashboard");

    expect(await sessionId()).not.toBe(before);
    const headers = { cookie: `session=${before}` };
    expect((await fetch(new URL("/api/me", page.url()), { headers })).status).toBe(401);
  });

  test("the page links to creating an account", async ({ guest: { page } }) => {
    await page.goto("/login");
    await page.getByRole("main").getByRole("link", { name: "Create an account" }).click();
    await expectPage(page, "Create your account");
  });
});
