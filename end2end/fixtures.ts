import { type Browser, test as base, expect } from "@playwright/test";
import { Authenticator } from "./authenticator.ts";
import { ConsoleGuard } from "./console-guard.ts";
import { signUp, uniqueEmail, type User } from "./users.ts";

/**
 * Who acts in a spec, each in a browser of their own: with JavaScript or without, as the project
 * says. A spec fails when one of these browsers reports a problem that the spec does not allow.
 */
interface Users {
  /** Has no account. */
  guest: User;
  /** Has a new account with a passkey, and is signed in. */
  member: User;
  /** Another member, who owns nothing of what `member` owns. */
  stranger: User;
}

export const test = base.extend<Users>({
  guest: async ({ browser, javaScriptEnabled }, use) => {
    await withBrowser(browser, { javaScript: javaScriptEnabled }, use);
  },
  member: async ({ browser, javaScriptEnabled }, use) => {
    await withAccount(browser, javaScriptEnabled, use);
  },
  stranger: async ({ browser, javaScriptEnabled }, use) => {
    await withAccount(browser, javaScriptEnabled, use);
  },
});

export { expect };

interface BrowserOptions {
  javaScript: boolean;
  /** An existing account, in place of none. */
  account?: User;
}

type Use = (user: User) => Promise<void>;

async function withBrowser(browser: Browser, options: BrowserOptions, use: Use): Promise<void> {
  const { javaScript, account } = options;
  const storageState = await account?.context.storageState();
  const context = await browser.newContext({
    javaScriptEnabled: javaScript,
    extraHTTPHeaders: clientAddress(),
    ...(storageState ? { storageState } : {}),
  });
  const consoleGuard = new ConsoleGuard(context, { javaScript });
  const page = await context.newPage();
  const authenticator = await Authenticator.attach(page);
  const email = account?.email ?? uniqueEmail();
  await use({ page, context, email, authenticator, consoleGuard });
  await context.close();
  expect(consoleGuard.unexpected()).toEqual([]);
}

async function withAccount(browser: Browser, javaScript: boolean, use: Use): Promise<void> {
  await withBrowser(browser, { javaScript: true }, async (account) => {
    await signUp(account);
    if (javaScript) return use(account);
    // Registration needs JavaScript; a browser without it takes over the session.
    await withBrowser(browser, { javaScript: false, account }, use);
  });
}

/** A client address of its own, as a proxy reports it, so that users share no rate limit. */
function clientAddress(): Record<string, string> {
  const [a, b, c] = crypto.getRandomValues(new Uint8Array(3));
  return { "x-forwarded-for": `10.${a}.${b}.${c}` };
}
