import { expect, test } from "../fixtures.ts";
import { RESOURCES } from "../resources.ts";
import { disableAutofill, expectPage, signOut } from "../users.ts";

const PROTECTED_PAGES = {
  "/dashboard": "Dashboard",
  "/tasks": "Tasks",
  "/tasks?page=2": "Tasks",
  "/wishlist": "Wishlist",
  "/wishlist?status=Reading&q=emma": "Wishlist",
  "/account": "Account",
};

for (const [path, heading] of Object.entries(PROTECTED_PAGES)) {
  test(`${path} redirects a guest to the sign-in page`, async ({ request }) => {
    const response = await request.get(path, { maxRedirects: 0 });
    expect(response.status()).toBe(303);
    const location = new URL(response.headers()["location"] ?? "", "http://localhost");
    expect(location.pathname).toBe("/login");
    expect(location.searchParams.get("next")).toBe(path);
  });

  test(`signing in continues to ${path}`, { tag: "@js" }, async ({ member }) => {
    const { page, authenticator } = member;
    await signOut(member);
    await disableAutofill(member);
    await page.goto(path);
    await expectPage(page, "Sign in");
    await authenticator.approve();
    await page.getByRole("button", { name: "Sign in with a passkey" }).click();
    await expect(page).toHaveURL(path);
    await expectPage(page, heading);
  });
}

const OTHER_SITES = [
  "https://evil.example/",
  "//evil.example",
  "/\\evil.example",
  "/%09/evil.example",
  "javascript:alert(1)",
  "tasks",
];

for (const next of OTHER_SITES) {
  test(`signing in does not continue to ${next}`, { tag: "@js" }, async ({ member }) => {
    const { page, authenticator } = member;
    const origin = new URL(page.url()).origin;
    await signOut(member);
    await disableAutofill(member);
    await page.goto(`/login?next=${encodeURIComponent(next)}`);
    await authenticator.approve();
    await page.getByRole("button", { name: "Sign in with a passkey" }).click();
    await expectPage(page, "Dashboard");
    expect(new URL(page.url()).origin).toBe(origin);
  });
}

for (const path of ["/login", "/signup", "/login?next=%2F%2Fevil.example"]) {
  test(`${path} redirects a member to the dashboard`, async ({ member: { page } }) => {
    const response = await page.request.get(path, { maxRedirects: 0 });
    expect(response.status()).toBe(303);
    expect(response.headers()["location"]).toBe("/dashboard");
  });
}

const SERVER_FUNCTIONS = RESOURCES.flatMap(({ resource: { api, itemFunctions } }) => {
  return ["add", ...itemFunctions].map((name) => `/api/${api}/${name}`);
});

const ITEM = {
  id: "6f1c2a9e-0000-4000-8000-000000000000",
  name: "Taken",
  title: "Taken",
  status: "Reading",
};

test("server functions respond with 401 without a session", async ({ request, baseURL }) => {
  for (const path of SERVER_FUNCTIONS) {
    const headers = { accept: "application/json", origin: baseURL ?? "" };
    const response = await request.post(path, { form: ITEM, headers });
    expect(response.status(), path).toBe(401);
  }
});

test("server functions respond with 403 to another site", async ({ member: { page } }) => {
  const headers = {
    accept: "application/json",
    origin: "https://evil.example",
    "sec-fetch-site": "cross-site",
  };
  for (const path of SERVER_FUNCTIONS) {
    const response = await page.request.post(path, { form: ITEM, headers });
    expect(response.status(), path).toBe(403);
  }
});

test("/api/me responds to members, and to GET only", async ({ request, member }) => {
  expect((await request.get("/api/me")).status()).toBe(401);
  expect((await member.page.request.get("/api/me")).status()).toBe(200);
  expect((await member.page.request.delete("/api/me")).status()).toBe(405);
});
