import type { BrowserContext, ConsoleMessage, Response } from "@playwright/test";

/** Collects what the console, the pages and the network of a browser report as wrong. */
export class ConsoleGuard {
  readonly #problems: string[] = [];
  readonly #allowed: RegExp[] = [];

  constructor(context: BrowserContext, { javaScript }: { javaScript: boolean }) {
    context.on("console", (message) => {
      // A browser without JavaScript preloads scripts that it does not run, and reports that.
      const unused = !javaScript && message.text().includes("was preloaded using link preload");
      if (["error", "warning"].includes(message.type()) && !unused && !isLoggedStatus(message)) {
        this.#problems.push(`console: ${message.text()} ${message.location().url}`);
      }
    });
    context.on("weberror", (error) => {
      this.#problems.push(`page: ${error.error().stack ?? error.error().message}`);
    });
    context.on("requestfailed", (request) => {
      const reason = request.failure()?.errorText ?? "";
      // Leaving a page aborts its requests; without JavaScript, preloads of scripts are blocked.
      const expected = reason === "net::ERR_ABORTED" || (!javaScript && reason === "csp");
      if (!expected) this.#problems.push(`network: ${reason} ${request.method()} ${request.url()}`);
    });
    context.on("response", (response) => {
      if (response.status() < 400 || isRejectedForm(response)) return;
      const method = response.request().method();
      this.#problems.push(`network: ${response.status()} ${method} ${response.url()}`);
    });
  }

  /** Problems that the spec causes on purpose. */
  allow(...problems: RegExp[]): void {
    this.#allowed.push(...problems);
  }

  /** All other problems. */
  unexpected(): string[] {
    const isAllowed = (problem: string) => this.#allowed.some((pattern) => pattern.test(problem));
    return this.#problems.filter((problem) => !isAllowed(problem));
  }
}

/** The response to a rejected form is its page, which the spec checks. */
function isRejectedForm(response: Response): boolean {
  return response.status() < 500 && "content-location" in response.headers();
}

/** Chromium logs every such response as a resource that failed to load. */
function isLoggedStatus(message: ConsoleMessage): boolean {
  return / a status of 4\d\d\b/.test(message.text()) && message.location().url.includes("/api/");
}
