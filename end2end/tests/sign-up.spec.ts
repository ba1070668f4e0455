import { expect, test } from "../fixtures.ts";
import { isAt, signOut, signUp } from "../people.ts";

test.describe("signing up", { tag: "@js" }, () => {
  test("an address and one press make an account", async ({ guest }) => {
    await signUp(guest);

    const me = await guest.page.request.get("/api/me");
    expect(await me.json()).toMatchObject({ email: guest.email });
    expect(await guest.authenticator.passkeys()).toBe(1);

    await guest.page.reload();
    await isAt(guest.page, "Dashboard");
  });

  test("the browser keeps an opaque cookie that no script can read, and nothing else", async ({ guest }) => {
    await signUp(guest);

    const session = (await guest.context.cookies()).find((cookie) => cookie.name === "session");
    expect(session).toMatchObject({ httpOnly: true, sameSite: "Lax", path: "/" });
    expect(session?.value.split(".")).toHaveLength(1);
    const kept = await guest.page.evaluate(() => [document.cookie, localStorage.length, sessionStorage.length]);
    expect(kept).toEqual(["", 0, 0]);
  });

  test("a ceremony that was cancelled says so, and the next try succeeds", async ({ guest }) => {
    const { page, authenticator } = guest;
    await page.goto("/signup");
    await page.getByRole("textbox", { name: "Email" }).fill(guest.email);
    await authenticator.cancels();
    await page.getByRole("button", { name: "Create account with a passkey" }).click();
    await expect(page.getByRole("alert")).toContainText(/cancel/i);
    await expect(page.getByRole("textbox", { name: "Email" })).toHaveValue(guest.email);

    await authenticator.approves();
    await page.getByRole("button", { name: "Create account with a passkey" }).click();
    await isAt(page, "Dashboard");
  });

  test("an address that can't be reached is refused beside its field", async ({ guest }) => {
    const { page, authenticator, watch } = guest;
    watch.expects(/422.*sign-up\/begin/);
    await page.goto("/signup");
    await authenticator.approves();
    const email = page.getByRole("textbox", { name: "Email" });
    await email.fill("ada@nowhere");
    await page.getByRole("button", { name: "Create account with a passkey" }).click();

    await expect(email).toHaveAccessibleDescription(/address/i);
    await expect(email).toHaveValue("ada@nowhere");
    expect(await authenticator.passkeys()).toBe(0);
  });

  test("nobody learns from it whether an address has an account", async ({ guest, passkeyHolder }) => {
    const someoneElse = { ...guest, email: passkeyHolder.email };
    await signUp(someoneElse);

    const ids = await Promise.all(
      [guest, passkeyHolder].map(async ({ page }) => (await (await page.request.get("/api/me")).json()).user_id),
    );
    expect(ids[0]).not.toBe(ids[1]);
  });

  test("leads to signing in for those who have an account", async ({ guest }) => {
    await guest.page.goto("/signup");
    await guest.page.getByRole("main").getByRole("link", { name: "Sign in" }).click();
    await isAt(guest.page, "Sign in");
  });

  test("is no page for members", async ({ passkeyHolder }) => {
    await passkeyHolder.page.goto("/signup");
    await isAt(passkeyHolder.page, "Dashboard");
    await signOut(passkeyHolder);
  });
});
