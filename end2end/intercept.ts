import type { Page } from "@playwright/test";

/** The JSON body of an error, as the server sends it to scripts. */
const UNAVAILABLE = {
  error: "unavailable",
  beside_field: false,
  message: "Nothing was changed",
};

/** Responds to requests to this server function (a glob below `/api/`) with 503. */
export async function failRequests(page: Page, endpoint: string): Promise<void> {
  await page.route(`**/api/${endpoint}`, (route) => {
    return route.fulfill({ status: 503, json: UNAVAILABLE });
  });
}

/** Holds requests to this server function back until the returned function is called. */
export async function holdRequests(page: Page, endpoint: string): Promise<() => void> {
  let release = () => {};
  const released = new Promise<void>((resolve) => (release = resolve));
  await page.route(`**/api/${endpoint}`, async (route) => {
    await released;
    await route.continue();
  });
  return release;
}
