import { expect, test } from "../fixtures.ts";
import { isAt, signOut, withoutAutofill } from "../people.ts";

const PROTECTED = ["/dashboard", "/tasks", "/tasks?page=2", "/wishlist", "/wishlist?status=Reading&q=emma", "/account"];
const HEADINGS: Record<string, string> = { "/dashboard": "Dashboard", "/tasks": "Tasks", "/wishlist": "Wishlist", "/account": "Account" };

for (const path of PROTECTED) {
  test(`${path} is for members: others are asked to sign in first`, async ({ request }) => {
    const answer = await request.get(path, { maxRedirects: 0 });
    expect(answer.status()).toBe(303);
    const location = new URL(answer.headers()["location"] ?? "", "http://localhost");
    expect(location.pathname).toBe("/login");
    expect(location.searchParams.get("next")).toBe(path);
  });

  test(`who signs in is brought to ${path}, where they were going`, { tag: "@js" }, async ({ passkeyHolder }) => {
    const { page, authenticator } = passkeyHolder;
    await signOut(passkeyHolder);
    await withoutAutofill(passkeyHolder);
    await page.goto(path);
    await isAt(page, "Sign in");
    await authenticator.approves();
    await page.getByRole("button", { name: "Sign in with a passkey" }).click();
    await expect(page).toHaveURL(path);
    await isAt(page, HEADINGS[path.split("?")[0] ?? ""] ?? "");
  });
}

const ELSEWHERE = ["https://evil.example/", "//evil.example", "/\\evil.example", "/%09/evil.example", "javascript:alert(1)", "tasks"];

for (const next of ELSEWHERE) {
  test(`next never leads elsewhere: ${next}`, { tag: "@js" }, async ({ passkeyHolder }) => {
    const { page, authenticator } = passkeyHolder;
    const here = new URL(page.url()).origin;
    await signOut(passkeyHolder);
    await withoutAutofill(passkeyHolder);
    await page.goto(`/login?next=${encodeURIComponent(next)}`);
    await authenticator.approves();
    await page.getByRole("button", { name: "Sign in with a passkey" }).click();
    await isAt(page, "Dashboard");
    expect(new URL(page.url()).origin).toBe(here);
  });
}

for (const path of ["/login", "/signup", "/login?next=%2F%2Fevil.example"]) {
  test(`a member at ${path} is brought to the dashboard`, async ({ member: { page } }) => {
    const answer = await page.request.get(path, { maxRedirects: 0 });
    expect(answer.status()).toBe(303);
    expect(answer.headers()["location"]).toBe("/dashboard");
  });
}

const FUNCTIONS = [
  ...["list", "find", "add", "edit", "complete", "reopen", "delete", "clear-completed", "find-deletion", "restore"].map((verb) => `tasks/${verb}`),
  ...["list", "find", "add", "edit", "set-status", "remove"].map((verb) => `wishlist/${verb}`),
];

test("no server function of tasks or books answers anyone without a session", async ({ request, baseURL }) => {
  for (const name of FUNCTIONS) {
    const answer = await request.post(`/api/${name}`, {
      form: { id: "6f1c2a9e-0000-4000-8000-000000000000", name: "Mine now", title: "Mine now", status: "Reading" },
      headers: { accept: "application/json", origin: baseURL ?? "" },
    });
    expect(answer.status(), name).toBe(401);
  }
});

test("nor any request that another site sends", async ({ member: { page } }) => {
  for (const name of FUNCTIONS) {
    const answer = await page.request.post(`/api/${name}`, {
      form: { id: "6f1c2a9e-0000-4000-8000-000000000000", name: "Not mine", title: "Not mine", status: "Reading" },
      headers: { accept: "application/json", origin: "https://evil.example", "sec-fetch-site": "cross-site" },
    });
    expect(answer.status(), name).toBe(403);
  }
});

test("who am I: 200 for a member, 401 for others, 405 for other methods", async ({ request, member }) => {
  expect((await request.get("/api/me")).status()).toBe(401);
  expect((await member.page.request.get("/api/me")).status()).toBe(200);
  expect((await member.page.request.delete("/api/me")).status()).toBe(405);
});
