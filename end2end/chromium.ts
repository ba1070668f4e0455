import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

/** The browser to use, as scripts/setup/chromium.sh finds it; undefined lets Playwright take its own download. */
export function chromiumPath(): string | undefined {
  return process.env["CHROMIUM"] || onPath(["chromium", "chromium-browser", "google-chrome"]);
}

/** Root has no sandbox of its own, and machines without a screen have no use for a GPU. */
export function chromiumArguments(): string[] {
  const quiet = ["--disable-gpu", "--disable-background-networking"];
  return process.getuid?.() === 0 ? ["--no-sandbox", ...quiet] : quiet;
}

function onPath(names: string[]): string | undefined {
  const directories = (process.env["PATH"] ?? "").split(delimiter);
  return names.flatMap((name) => directories.map((directory) => join(directory, name))).find(canRun);
}

function canRun(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
