import { expect } from "@playwright/test";
import type { User } from "./users.ts";

/** Calls a server function with form fields, as an island does; returns the status. */
export async function callServerFunction(
  { page }: User,
  endpoint: string,
  form: Record<string, string>,
): Promise<number> {
  const origin = new URL(page.url()).origin;
  const headers = { accept: "application/json", origin, "sec-fetch-site": "same-origin" };
  return (await page.request.post(`/api/${endpoint}`, { form, headers })).status();
}

/** Adds one item for each set of fields; the last one is the newest. */
export async function seed(
  user: User,
  endpoint: string,
  ...items: Record<string, string>[]
): Promise<void> {
  if (user.page.url() === "about:blank") await user.page.goto("/dashboard");
  for (const item of items) expect(await callServerFunction(user, endpoint, item)).toBe(200);
}

/** `Prefix 01`, `Prefix 02` and so on; all names have the same length. */
export function numberedNames(prefix: string, count: number): string[] {
  const digits = String(count).length;
  return Array.from({ length: count }, (_, index) => {
    return `${prefix} ${String(index + 1).padStart(digits, "0")}`;
  });
}
