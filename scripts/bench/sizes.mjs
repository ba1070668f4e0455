// What a page makes the browser fetch, in bytes on the wire: with brotli, as the server sends it.
import { get } from "node:http";

/** One line for each script, stylesheet and WASM module that the page names, and their budget. */
export async function sizes(base, page) {
  const paths = [...new Set(page.match(/\/pkg\/[\w.-]+\.(?:js|wasm|css)/g) ?? [])];
  const found = await Promise.all(paths.map(async (path) => ({ path, bytes: await onTheWire(base + path) })));
  const code = found.filter(({ path }) => !path.endsWith(".css")).reduce((sum, { bytes }) => sum + bytes, 0);
  return [
    ...found.map(({ path, bytes }) => `${kilobytes(bytes)}  ${path}`),
    `${kilobytes(code)}  JS and WASM together; the budget is 80.0 kB`,
  ];
}

const kilobytes = (bytes) => `${(bytes / 1000).toFixed(1).padStart(6)} kB`;

function onTheWire(url) {
  return new Promise((resolve, reject) => {
    get(url, { headers: { "accept-encoding": "br" } }, (answer) => {
      let bytes = 0;
      answer.on("data", (chunk) => (bytes += chunk.length)).on("end", () => resolve(bytes));
    }).on("error", reject);
  });
}
