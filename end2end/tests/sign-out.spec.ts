import { expect, test } from "../fixtures.ts";
import { expectPage, signOut } from "../users.ts";

for (const path of ["/dashboard", "/tasks"]) {
  test(`signing out at ${path} ends the session on the server too`, async ({ member }) => {
    const { page, context } = member;
    await page.goto(path);
    const session = (await context.cookies()).find((cookie) => cookie.name === "session");
    await signOut(member);

    await page.goto(path);
    await expectPage(page, "Sign in");
    const headers = { cookie: `session=${session?.value}` };
    expect((await fetch(new URL("/api/me", page.url()), { headers })).status).toBe(401);
  });
}

test("signing out redirects to the home page", async ({ member: { page } }) => {
  await page.goto("/dashboard");
  const response = page.waitForResponse((response) => response.url().endsWith("/api/sign-out"));
  await page.getByRole("button", { name: "Sign out" }).click();
  expect([302, 303]).toContain((await response).status());
  await expect(page).toHaveURL("/");
});
