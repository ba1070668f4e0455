// Starts Chromium, found as in scripts/setup/chromium.sh.
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { chromium } from "@playwright/test";

const NAMES = ["chromium", "chromium-browser", "google-chrome"];

/** Calls `work` with a browser and closes it afterwards. */
export async function withBrowser(work) {
  const executablePath = process.env.CHROMIUM || onPath(NAMES);
  const args = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  const browser = await chromium.launch({ args, ...(executablePath ? { executablePath } : {}) });
  try {
    await work(browser);
  } finally {
    await browser.close();
  }
}

function onPath(names) {
  const directories = (process.env.PATH ?? "").split(delimiter);
  const paths = names.flatMap((name) => directories.map((directory) => join(directory, name)));
  return paths.find(canRun);
}

function canRun(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
