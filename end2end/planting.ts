import { expect } from "@playwright/test";
import type { Person } from "./people.ts";

/** `Task 01` and so on, the highest number newest, posted as a form of the page would post them. */
export async function addTasks(person: Person, count: number): Promise<void> {
  const digits = String(count).length;
  for (let number = 1; number <= count; number += 1) {
    const name = `Task ${String(number).padStart(digits, "0")}`;
    expect(await post(person, "tasks/add", { name })).toBe(200);
  }
}

/** Posts to a server function as an island does; the status of the answer. */
export async function post({ page }: Person, endpoint: string, form: Record<string, string>): Promise<number> {
  const origin = new URL(page.url()).origin;
  const headers = { accept: "application/json", origin, "sec-fetch-site": "same-origin" };
  return (await page.request.post(`/api/${endpoint}`, { form, headers })).status();
}
