import { expect, test } from "../fixtures.ts";

/** The bytes of JavaScript and WASM that a page may load, as they are sent (Brotli). */
const BUDGET = 70_000;

test("a page's code fits the budget", { tag: "@js" }, async ({ member: { page } }) => {
  await page.goto("/tasks");
  const loaded = () =>
    page.evaluate(() =>
      performance
        .getEntriesByType("resource")
        .filter((entry) => entry instanceof PerformanceResourceTiming)
        .filter(({ name }) => /\/pkg\/.*\.(js|wasm)$/.test(name))
        .map(({ name, encodedBodySize }) => ({ name, encodedBodySize })),
    );
  // A file is listed when it is complete.
  const types = async () => (await loaded()).map(({ name }) => name.split(".").at(-1)).sort();
  await expect.poll(types).toEqual(["js", "wasm"]);
  const files = await loaded();
  const total = files.reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0);
  expect(total, JSON.stringify(files)).toBeGreaterThan(0);
  expect(total, JSON.stringify(files)).toBeLessThanOrEqual(BUDGET);
});
