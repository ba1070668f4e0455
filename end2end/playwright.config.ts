import { defineConfig, devices } from "@playwright/test";
import { chromiumArguments, chromiumPath } from "./chromium.ts";

/**
 * A site that already runs (`cargo leptos end-to-end`), or else one that is started here, on the
 * free port that scripts/e2e.sh has found.
 */
const runningSite = process.env["BASE_URL"];
const port = Number(process.env["E2E_PORT"] ?? 3210);
const baseURL = runningSite ?? `http://localhost:${port}`;
const executablePath = chromiumPath();

export default defineConfig({
  testDir: "tests",
  fullyParallel: true,
  workers: 2,
  forbidOnly: !!process.env["CI"],
  // A busy machine may be too slow once; a test that needed a second try is reported as flaky.
  retries: process.env["CI"] ? 1 : 0,
  timeout: 30_000,
  expect: { timeout: 10_000 },
  outputDir: "test-results",
  reporter: [["list"], ["html", { open: "never", outputFolder: "playwright-report" }]],
  use: {
    ...devices["Desktop Chrome"],
    baseURL,
    trace: "retain-on-failure",
    launchOptions: { args: chromiumArguments(), ...(executablePath ? { executablePath } : {}) },
  },
  projects: [
    { name: "js", grepInvert: /@no-js/ },
    { name: "no-js", grepInvert: /@js/, use: { javaScriptEnabled: false } },
  ],
  webServer: {
    command: runningSite
      ? 'node -e "setInterval(() => {}, 60000)"'
      : "target/release/supabase-local exec --ephemeral -- target/release/server",
    cwd: "..",
    url: `${baseURL}/health/ready`,
    reuseExistingServer: !!runningSite,
    gracefulShutdown: { signal: "SIGTERM", timeout: 10_000 },
    timeout: 60_000,
    stdout: "ignore",
    stderr: process.env["CI"] ? "pipe" : "ignore",
    env: {
      PUBLIC_URL: baseURL,
      LEPTOS_SITE_ADDR: `127.0.0.1:${port}`,
      ADMIN_ADDR: `127.0.0.1:${port + 1}`,
      CLIENT_IP_SOURCE: "RightmostXForwardedFor",
    },
  },
});
