import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

/**
 * The Chromium to use, found as in scripts/setup/chromium.sh; without one, Playwright takes its own
 * download.
 */
export function chromiumPath(): string | undefined {
  return process.env["CHROMIUM"] || findOnPath(["chromium", "chromium-browser", "google-chrome"]);
}

/** Chromium's sandbox does not work for root; a headless machine has no GPU. */
export function chromiumArguments(): string[] {
  const flags = ["--disable-gpu", "--disable-background-networking"];
  return process.getuid?.() === 0 ? ["--no-sandbox", ...flags] : flags;
}

function findOnPath(names: string[]): string | undefined {
  const directories = (process.env["PATH"] ?? "").split(delimiter);
  const paths = names.flatMap((name) => directories.map((directory) => join(directory, name)));
  return paths.find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
