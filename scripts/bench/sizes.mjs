// The files that a page loads, and their size as the server sends them (brotli).
import { get } from "node:http";

/** One line for each script, style sheet and WASM module of the page, and one for the budget. */
export async function sizes(base, page) {
  const paths = [...new Set(page.match(/\/pkg\/[\w.-]+\.(?:js|wasm|css)/g) ?? [])];
  const measure = async (path) => ({ path, bytes: await transferSize(base + path) });
  const found = await Promise.all(paths.map(measure));
  const scripts = found.filter(({ path }) => !path.endsWith(".css"));
  const code = scripts.reduce((sum, { bytes }) => sum + bytes, 0);
  return [
    ...found.map(({ path, bytes }) => `${kilobytes(bytes)}  ${path}`),
    `${kilobytes(code)}  JS and WASM together; the budget is 70.0 kB`,
  ];
}

const kilobytes = (bytes) => `${(bytes / 1000).toFixed(1).padStart(6)} kB`;

function transferSize(url) {
  return new Promise((resolve, reject) => {
    get(url, { headers: { "accept-encoding": "br" } }, (response) => {
      let bytes = 0;
      response.on("data", (chunk) => (bytes += chunk.length)).on("end", () => resolve(bytes));
    }).on("error", reject);
  });
}
