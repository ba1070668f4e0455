import type { Page } from "@playwright/test";
import { expect, test } from "../fixtures.ts";
import { codeFor, otherThan, textFor } from "../mailbox.ts";
import { isAt, type Person, signOut } from "../people.ts";

async function askForAccount({ page, email }: Person): Promise<void> {
  await page.goto("/signup");
  await page.getByRole("textbox", { name: "Email" }).fill(email);
  await page.getByRole("button", { name: "Use a code instead" }).click();
  await isAt(page, "Enter your code");
}

async function askToSignIn(page: Page, email: string): Promise<void> {
  await page.getByRole("textbox", { name: "Email" }).fill(email);
  await page.getByRole("button", { name: "Email me a code" }).click();
  await isAt(page, "Enter your code");
}

async function enter(page: Page, code: string): Promise<void> {
  await page.getByRole("textbox", { name: "Code" }).fill(code);
  await page.getByRole("button", { name: "Continue" }).click();
}

async function signUpByCode(person: Person): Promise<void> {
  await askForAccount(person);
  await enter(person.page, await codeFor(person.email, person.context.request));
  await isAt(person.page, "Dashboard");
}

test.describe("codes by email", () => {
  test("one makes an account, and its address is proven", async ({ visitor }) => {
    await signUpByCode(visitor);
    const me = await visitor.page.request.get("/api/me");
    expect(await me.json()).toMatchObject({ email: visitor.email, email_verified: true });
  });

  test("one signs in again, and leads to the page that was wanted", async ({ visitor }) => {
    const { page, email, context } = visitor;
    await signUpByCode(visitor);
    const first = await codeFor(email, context.request);
    await signOut(visitor);
    await page.goto("/tasks");
    await askToSignIn(page, email);
    await enter(page, await codeFor(email, context.request, first));
    await isAt(page, "Tasks");
  });

  test("a wrong one is refused beside its field, the right one still counts", async ({ visitor }) => {
    const { page, email, context } = visitor;
    await askForAccount(visitor);
    const code = await codeFor(email, context.request);
    await enter(page, otherThan(code));
    await expect(page.getByText("Incorrect code")).toBeVisible();
    await expect(page.getByRole("textbox", { name: "Code" })).toHaveAttribute("aria-invalid", "true");
    await enter(page, code);
    await isAt(page, "Dashboard");
  });

  test("after three wrong ones the right one is worth nothing", async ({ visitor }) => {
    const { page, email, context } = visitor;
    await askForAccount(visitor);
    const code = await codeFor(email, context.request);
    for (const _ of [1, 2, 3]) await enter(page, otherThan(code));
    await expect(page.getByText("no longer valid")).toBeVisible();
    await expect(page.getByRole("button", { name: "Continue" })).toBeHidden();
    await expect(page.getByRole("button", { name: "Send a new code" })).toBeVisible();
    await page.goto("/dashboard");
    await isAt(page, "Sign in");
  });

  test("what is no code says so", async ({ visitor }) => {
    const { page } = visitor;
    await askForAccount(visitor);
    await enter(page, "12345");
    await expect(page.getByText("A code has six digits.")).toBeVisible();
  });

  test("a new one has to wait half a minute", async ({ visitor }) => {
    await askForAccount(visitor);
    await visitor.page.getByRole("button", { name: "Send a new code" }).click();
    await expect(visitor.page.getByRole("alert")).toContainText(/Try again in \d+ seconds/);
  });

  test("an address of no account gets the same page and another mail", async ({ visitor }) => {
    const { page, email, context } = visitor;
    await page.goto("/login");
    await askToSignIn(page, email);
    await expect.poll(() => textFor(email, context.request)).toMatch(/account/i);
    expect(await textFor(email, context.request)).not.toMatch(/\b\d{6}\b/);
  });

  test("no code is under way: the page says where to get one", async ({ visitor }) => {
    await visitor.page.goto("/login/code");
    await visitor.page.getByRole("link", { name: "Request a code" }).click();
    await isAt(visitor.page, "Sign in");
  });

  test("what is no address is kept in its field, with the reason beside it", async ({ visitor }) => {
    const { page } = visitor;
    await page.goto("/signup");
    await page.getByRole("textbox", { name: "Email" }).fill("ada@nowhere");
    await page.getByRole("button", { name: "Use a code instead" }).click();
    await expect(page.getByText("That doesn't look like an email address.")).toBeVisible();
    await expect(page.getByRole("textbox", { name: "Email" })).toHaveValue("ada@nowhere");
  });
});
