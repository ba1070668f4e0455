import { type Browser, test as base, expect } from "@playwright/test";
import { Authenticator } from "./authenticator.ts";
import { type PasskeyHolder, type Person, signUp, someEmail } from "./people.ts";
import { Watch } from "./watch.ts";

interface People {
  /** Has no account yet. Their device waits until a spec says what its owner does. */
  guest: PasskeyHolder;
  /** Has no account and no passkeys; with JavaScript or without, as the project says. */
  visitor: Person;
  /** Has a fresh account and is signed in; with JavaScript or without, as the project says. */
  member: Person;
  /** Another one, on another machine. */
  stranger: Person;
  /** A signed-in member with JavaScript and the device that keeps their passkey. */
  passkeyHolder: PasskeyHolder;
}

/** Who acts in a spec. Each leaves a clean console and a clean network behind, or the spec fails. */
export const test = base.extend<People>({
  guest: async ({ browser }, use) => withBrowser(browser, use),
  visitor: async ({ browser, javaScriptEnabled }, use) => {
    const context = await browser.newContext({ javaScriptEnabled, ...fromElsewhere() });
    const watch = new Watch(context, { scripts: javaScriptEnabled });
    await use({ page: await context.newPage(), context, watch, email: someEmail() });
    await context.close();
    expect(watch.complaints()).toEqual([]);
  },
  member: async ({ browser, javaScriptEnabled }, use) => withAccount(browser, javaScriptEnabled, use),
  stranger: async ({ browser, javaScriptEnabled }, use) => withAccount(browser, javaScriptEnabled, use),
  passkeyHolder: async ({ browser }, use) => withBrowser(browser, async (person) => use(await signedUp(person))),
});

export { expect };

async function withBrowser(browser: Browser, use: (person: PasskeyHolder) => Promise<void>): Promise<void> {
  const context = await browser.newContext({ javaScriptEnabled: true, ...fromElsewhere() });
  const watch = new Watch(context, { scripts: true });
  const page = await context.newPage();
  await use({ page, context, watch, email: someEmail(), authenticator: await Authenticator.plugInto(page) });
  await context.close();
  expect(watch.complaints()).toEqual([]);
}

async function withAccount(browser: Browser, javaScript: boolean, use: (person: Person) => Promise<void>): Promise<void> {
  await withBrowser(browser, async (person) => {
    await signedUp(person);
    if (javaScript) return use(person);
    // The ceremony needs JavaScript; from here on a browser without it carries the session on.
    const context = await browser.newContext({ javaScriptEnabled: false, storageState: await person.context.storageState(), ...fromElsewhere() });
    const watch = new Watch(context, { scripts: false });
    await use({ page: await context.newPage(), context, watch, email: person.email });
    await context.close();
    expect(watch.complaints()).toEqual([]);
  });
}

/** A client of its own, as a proxy would report it: nobody uses up the mails of another. */
function fromElsewhere(): { extraHTTPHeaders: Record<string, string> } {
  const [a, b, c] = crypto.getRandomValues(new Uint8Array(3));
  return { extraHTTPHeaders: { "x-forwarded-for": `10.${a}.${b}.${c}` } };
}

async function signedUp(person: PasskeyHolder): Promise<PasskeyHolder> {
  await signUp(person);
  return person;
}
