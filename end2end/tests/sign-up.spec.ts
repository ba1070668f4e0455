import { expect, test } from "../fixtures.ts";
import { expectPage, signUp, type User } from "../users.ts";

test.describe("signing up", { tag: "@js" }, () => {
  test("an address and one click create an account", async ({ guest }) => {
    await signUp(guest);

    const me = await guest.page.request.get("/api/me");
    expect(await me.json()).toMatchObject({ email: guest.email });
    expect(await guest.authenticator.credentialCount()).toBe(1);

    await guest.page.reload();
    await expectPage(guest.page, "Dashboard");
  });

  test("the browser stores one opaque HttpOnly cookie and nothing else", async ({ guest }) => {
    await signUp(guest);

    const session = (await guest.context.cookies()).find((cookie) => cookie.name === "session");
    expect(session).toMatchObject({ httpOnly: true, sameSite: "Lax", path: "/" });
    expect(session?.value.split(".")).toHaveLength(1);
    const stored = await guest.page.evaluate(() => {
      return [document.cookie, localStorage.length, sessionStorage.length];
    });
    expect(stored).toEqual(["", 0, 0]);
  });

  test("can be cancelled and repeated", async ({ guest }) => {
    const { page, authenticator } = guest;
    await page.goto("/signup");
    await page.getByRole("textbox", { name: "Email" }).fill(guest.email);
    await authenticator.reject();
    await page.getByRole("button", { name: "Create account with a passkey" }).click();
    await expect(page.getByRole("alert")).toContainText(/cancel/i);
    await expect(page.getByRole("textbox", { name: "Email" })).toHaveValue(guest.email);

    await authenticator.approve();
    await page.getByRole("button", { name: "Create account with a passkey" }).click();
    await expectPage(page, "Dashboard");
  });

  test("an invalid address is rejected", async ({ guest }) => {
    const { page, authenticator, consoleGuard } = guest;
    consoleGuard.allow(/422.*sign-up\/begin/);
    await page.goto("/signup");
    await authenticator.approve();
    const email = page.getByRole("textbox", { name: "Email" });
    await email.fill("ada@nowhere");
    await page.getByRole("button", { name: "Create account with a passkey" }).click();

    await expect(email).toHaveAccessibleDescription(/address/i);
    await expect(email).toHaveValue("ada@nowhere");
    expect(await authenticator.credentialCount()).toBe(0);
  });

  test("does not reveal whether an address has an account", async ({ guest, member }) => {
    await signUp({ ...guest, email: member.email });

    const userId = async ({ page }: User) => {
      return (await (await page.request.get("/api/me")).json()).user_id;
    };
    expect(await userId(guest)).not.toBe(await userId(member));
  });

  test("the page links to signing in", async ({ guest }) => {
    await guest.page.goto("/signup");
    await guest.page.getByRole("main").getByRole("link", { name: "Sign in" }).click();
    await expectPage(guest.page, "Sign in");
  });

  test("redirects a member to the dashboard", async ({ member }) => {
    await member.page.goto("/signup");
    await expectPage(member.page, "Dashboard");
  });
});
