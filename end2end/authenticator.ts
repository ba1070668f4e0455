import type { CDPSession, Page } from "@playwright/test";

/** A device that keeps passkeys, plugged into one page (Chrome DevTools Protocol, domain WebAuthn). */
export class Authenticator {
  readonly #session: CDPSession;
  readonly #id: string;

  private constructor(session: CDPSession, id: string) {
    this.#session = session;
    this.#id = id;
  }

  /** Plugs one in. Nobody looks at it yet: what asks for a passkey waits. */
  static async plugInto(page: Page): Promise<Authenticator> {
    const session = await page.context().newCDPSession(page);
    await session.send("WebAuthn.enable", { enableUI: false });
    return Authenticator.#pluggedInto(session);
  }

  /** Another one is plugged in, and this one is out of reach. */
  async exchanged(): Promise<Authenticator> {
    await this.#session.send("WebAuthn.removeVirtualAuthenticator", { authenticatorId: this.#id });
    return Authenticator.#pluggedInto(this.#session);
  }

  static async #pluggedInto(session: CDPSession): Promise<Authenticator> {
    const { authenticatorId } = await session.send("WebAuthn.addVirtualAuthenticator", {
      options: {
        protocol: "ctap2",
        ctap2Version: "ctap2_1",
        transport: "internal",
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: false,
      },
    });
    return new Authenticator(session, authenticatorId);
  }

  /** Its owner says yes to all that asks from now on, and so to autofill as soon as a page arms it. */
  async approves(): Promise<void> {
    await this.#verified(true);
    await this.#present(true);
  }

  /** Its owner looks away: what asks from now on waits. */
  async waits(): Promise<void> {
    await this.#present(false);
  }

  /** Its owner says no: what asks from now on fails as if it had been cancelled. */
  async cancels(): Promise<void> {
    await this.#verified(false);
    await this.#present(true);
  }

  /** How many passkeys it keeps. */
  async passkeys(): Promise<number> {
    const { credentials } = await this.#session.send("WebAuthn.getCredentials", { authenticatorId: this.#id });
    return credentials.length;
  }

  /** Keeps a passkey that the site knows nothing of. */
  async keepForeignPasskey(): Promise<void> {
    const { privateKey } = await crypto.subtle.generateKey({ name: "ECDSA", namedCurve: "P-256" }, true, ["sign"]);
    const random = (length: number) => Buffer.from(crypto.getRandomValues(new Uint8Array(length))).toString("base64");
    await this.#session.send("WebAuthn.addCredential", {
      authenticatorId: this.#id,
      credential: {
        credentialId: random(32),
        isResidentCredential: true,
        rpId: "localhost",
        privateKey: Buffer.from(await crypto.subtle.exportKey("pkcs8", privateKey)).toString("base64"),
        userHandle: random(16),
        signCount: 0,
      },
    });
  }

  async #present(enabled: boolean): Promise<void> {
    await this.#session.send("WebAuthn.setAutomaticPresenceSimulation", { authenticatorId: this.#id, enabled });
  }

  async #verified(isUserVerified: boolean): Promise<void> {
    await this.#session.send("WebAuthn.setUserVerified", { authenticatorId: this.#id, isUserVerified });
  }
}
