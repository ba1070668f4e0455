// The member whose page is measured, signed up in a browser.
import { createPrivateKey, randomUUID, sign } from "node:crypto";
import { chromium } from "@playwright/test";

/** Signs up and adds tasks. Returns `{ id, session }`. */
export async function memberWithTasks(origin, count) {
  const browser = await chromium.launch({
    args: ["--disable-gpu", ...(process.getuid?.() === 0 ? ["--no-sandbox"] : [])],
    ...(process.env.CHROMIUM ? { executablePath: process.env.CHROMIUM } : {}),
  });
  try {
    const context = await browser.newContext();
    const page = await context.newPage();
    await addVirtualAuthenticator(context, page);
    await page.goto(`${origin}/signup`);
    await page.getByRole("textbox", { name: "Email" }).fill(`${randomUUID()}@example.org`);
    await page.getByRole("button", { name: "Create account with a passkey" }).click();
    await page.waitForURL("**/dashboard");
    const headers = { accept: "application/json", origin, "sec-fetch-site": "same-origin" };
    for (let number = 1; number <= count; number += 1) {
      const form = { name: `Task number ${number}` };
      const response = await page.request.post(`${origin}/api/tasks/add`, { form, headers });
      if (!response.ok()) throw new Error(`Adding a task failed with status ${response.status()}.`);
    }
    const { user_id: id } = await (await page.request.get(`${origin}/api/me`)).json();
    const session = (await context.cookies()).find((cookie) => cookie.name === "session")?.value;
    return { id, session };
  } finally {
    await browser.close();
  }
}

/** An access token as the server signs it (ES256), for requests to PostgREST alone. */
export function tokenFor(sub, iss) {
  const [key] = JSON.parse(process.env.SIGNING_KEYS).keys;
  const now = Math.floor(Date.now() / 1000);
  const claims = {
    iss,
    sub,
    aud: "authenticated",
    role: "authenticated",
    iat: now,
    exp: now + 300,
    session_id: randomUUID(),
  };
  const part = (value) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const text = `${part({ alg: "ES256", kid: key.kid, typ: "JWT" })}.${part(claims)}`;
  const private_ = createPrivateKey({ key, format: "jwk" });
  const signature = sign("sha256", Buffer.from(text), { key: private_, dsaEncoding: "ieee-p1363" });
  return `${text}.${signature.toString("base64url")}`;
}

async function addVirtualAuthenticator(context, page) {
  const session = await context.newCDPSession(page);
  await session.send("WebAuthn.enable");
  await session.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
}
