import type { BrowserContext } from "@playwright/test";

/** Listens to a browser: what its console, its pages and its network complain about. */
export class Watch {
  readonly #complaints: string[] = [];
  readonly #expected: RegExp[] = [];

  constructor(context: BrowserContext, { scripts }: { scripts: boolean }) {
    context.on("console", (message) => {
      // A browser without JavaScript preloads what it won't run, and says so.
      const asExpected = !scripts && message.text().includes("was preloaded using link preload");
      if (["error", "warning"].includes(message.type()) && !asExpected) this.#note(`console: ${message.text()} ${message.location().url}`);
    });
    context.on("weberror", (error) => this.#note(`page: ${error.error().stack ?? error.error().message}`));
    context.on("requestfailed", (request) => {
      const reason = request.failure()?.errorText ?? "";
      // Leaving a page ends what it still loads, and a browser without JavaScript refuses to preload it.
      const asExpected = reason === "net::ERR_ABORTED" || (!scripts && reason === "csp");
      if (!asExpected) this.#note(`network: ${reason} ${request.method()} ${request.url()}`);
    });
    context.on("response", (response) => {
      if (response.status() >= 400) this.#note(`network: ${response.status()} ${response.request().method()} ${response.url()}`);
    });
  }

  /** Complaints that this spec provokes. */
  expects(...complaints: RegExp[]): void {
    this.#expected.push(...complaints);
  }

  /** All others. */
  complaints(): string[] {
    return this.#complaints.filter((complaint) => !this.#expected.some((pattern) => pattern.test(complaint)));
  }

  #note(complaint: string): void {
    this.#complaints.push(complaint);
  }
}
