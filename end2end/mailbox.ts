import { type APIRequestContext, expect } from "@playwright/test";

/** The newest code mailed to that address, as the development mailbox shows it. */
export async function codeFor(email: string, request: APIRequestContext, after?: string): Promise<string> {
  const read = async () => (await textFor(email, request)).match(/\b\d{6}\b/)?.[0];
  await expect.poll(read, { message: `a new code for ${email}`, timeout: 15_000 }).not.toBe(after);
  return (await read()) ?? "";
}

/** The newest mail to that address, as one line of text; nothing while there is none. */
export async function textFor(email: string, request: APIRequestContext): Promise<string> {
  const page = await (await request.get("/dev/mailbox")).text();
  const mail = page.split(/<li\b/).find((item) => item.includes(email)) ?? "";
  return mail.replace(/<[^>]*>/g, " ");
}

/** No code at all, whatever was sent. */
export function otherThan(code: string): string {
  return code === "123456" ? "654321" : "123456";
}
