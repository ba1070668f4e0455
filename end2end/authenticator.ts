import type { CDPSession, Page } from "@playwright/test";

/** A virtual authenticator of one page (Chrome DevTools Protocol, domain WebAuthn). */
export class Authenticator {
  readonly #session: CDPSession;
  readonly #id: string;

  private constructor(session: CDPSession, id: string) {
    this.#session = session;
    this.#id = id;
  }

  /** Attaches one that does not respond yet: requests for a passkey wait. */
  static async attach(page: Page): Promise<Authenticator> {
    const session = await page.context().newCDPSession(page);
    await session.send("WebAuthn.enable", { enableUI: false });
    return Authenticator.#add(session);
  }

  /** Removes it and attaches another one, as if the user took another device. */
  async replace(): Promise<Authenticator> {
    await this.#session.send("WebAuthn.removeVirtualAuthenticator", {
      authenticatorId: this.#id,
    });
    return Authenticator.#add(this.#session);
  }

  static async #add(session: CDPSession): Promise<Authenticator> {
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

  /** Approves every request from now on, also the one of autofill as soon as a page starts it. */
  async approve(): Promise<void> {
    await this.#setUserVerified(true);
    await this.#setPresence(true);
  }

  /** Leaves every request from now on unanswered. */
  async pause(): Promise<void> {
    await this.#setPresence(false);
  }

  /** Fails user verification from now on, which a page sees as a cancelled request. */
  async reject(): Promise<void> {
    await this.#setUserVerified(false);
    await this.#setPresence(true);
  }

  /** The number of passkeys that it holds. */
  async credentialCount(): Promise<number> {
    const authenticator = { authenticatorId: this.#id };
    const { credentials } = await this.#session.send("WebAuthn.getCredentials", authenticator);
    return credentials.length;
  }

  /** Adds a passkey for this site that belongs to no account. */
  async addUnknownPasskey(): Promise<void> {
    const algorithm = { name: "ECDSA", namedCurve: "P-256" };
    const { privateKey } = await crypto.subtle.generateKey(algorithm, true, ["sign"]);
    const pkcs8 = await crypto.subtle.exportKey("pkcs8", privateKey);
    const random = (length: number) => {
      return Buffer.from(crypto.getRandomValues(new Uint8Array(length))).toString("base64");
    };
    await this.#session.send("WebAuthn.addCredential", {
      authenticatorId: this.#id,
      credential: {
        credentialId: random(32),
        isResidentCredential: true,
        rpId: "localhost",
        privateKey: Buffer.from(pkcs8).toString("base64"),
        userHandle: random(16),
        signCount: 0,
      },
    });
  }

  async #setPresence(enabled: boolean): Promise<void> {
    const simulation = { authenticatorId: this.#id, enabled };
    await this.#session.send("WebAuthn.setAutomaticPresenceSimulation", simulation);
  }

  async #setUserVerified(isUserVerified: boolean): Promise<void> {
    const verification = { authenticatorId: this.#id, isUserVerified };
    await this.#session.send("WebAuthn.setUserVerified", verification);
  }
}
