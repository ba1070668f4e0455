import { defineConfig } from "@playwright/test";
import config from "./playwright.config.ts";

/** Takes the pictures in docs/screenshots. */
export default defineConfig({
  ...config,
  testDir: "screenshots",
  projects: [{ name: "js" }],
  reporter: "list",
});
