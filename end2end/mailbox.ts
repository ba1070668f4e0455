import { type APIRequestContext, expect } from "@playwright/test";

/** The latest code mailed to this address; waits for one other than `previous`. */
export async function latestCode(
  email: string,
  request: APIRequestContext,
  previous?: string,
): Promise<string> {
  const read = async () => (await latestMail(email, request)).match(/\b\d{6}\b/)?.[0];
  const message = `a new code for ${email}`;
  await expect.poll(read, { message, timeout: 15_000 }).not.toBe(previous);
  return (await read()) ?? "";
}

/** The text of the latest email to this address in the development mailbox; "" without one. */
export async function latestMail(email: string, request: APIRequestContext): Promise<string> {
  const page = await (await request.get("/dev/mailbox")).text();
  const mail = page.split(/<li\b/).find((item) => item.includes(email)) ?? "";
  return mail.replace(/<[^>]*>/g, " ");
}

/** A code that is not `code`. */
export function wrongCode(code: string): string {
  return code === "123456" ? "654321" : "123456";
}
