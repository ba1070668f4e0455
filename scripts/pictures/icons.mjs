// Draws the icons and the link preview image in public/ from public/favicon.svg and brand.toml. The
// images are committed. `--check` fails if they were drawn from another brand.
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { BRAND } from "../brand.mjs";
import { withBrowser } from "./browser.mjs";

const PUBLIC = fileURLToPath(new URL("../../public/", import.meta.url));
/** What the pictures were drawn from, as a digest. */
const DRAWN = fileURLToPath(new URL("icons.sha256", import.meta.url));
const ICON = readFileSync(`${PUBLIC}favicon.svg`, "utf8");
const light = (color) => BRAND.colors[color][0];

/** With round corners and a transparent background. */
const rounded = (size) => ({ width: size, height: size, html: picture(size), transparent: true });

/** For devices that crop the icon: the keyhole stays within the safe zone (Web Application
 * Manifest, "maskable"). */
const maskable = (size) => ({
  width: size,
  height: size,
  html: `<body style="background:${light("brand")}">${picture(size)}`,
});

const PREVIEW = `
  <style>
    body {
      background: radial-gradient(60rem 30rem at 50% -8rem, ${light("tint")}, ${light("page")});
      color: ${light("ink")}; font-family: sans-serif; display: flex; flex-direction: column;
      align-items: center; justify-content: center; gap: 28px; text-align: center }
    h1 { font-size: 76px; letter-spacing: -0.03em; margin: 12px 0 0 }
    p { font-size: 34px; color: ${light("muted")}; max-width: 900px; margin: 0; line-height: 1.35 }
  </style>
  ${picture(136)}<h1>${BRAND.name}</h1><p>${BRAND.tagline.en}.</p>`;

const PICTURES = {
  "icon-192.png": rounded(192),
  "icon-512.png": rounded(512),
  "icon-maskable-512.png": maskable(512),
  "apple-touch-icon.png": maskable(180),
  "social.png": { width: 1200, height: 630, html: PREVIEW },
};

const digest = createHash("sha256").update(JSON.stringify(PICTURES)).digest("hex");
const isCurrent = readFileSync(DRAWN, "utf8").trim() === digest;

if (process.argv.includes("--check")) {
  if (!isCurrent) {
    console.error("The icons in public/ were drawn from another brand. To draw them: make brand");
    process.exit(1);
  }
} else if (!isCurrent) {
  await withBrowser(async (browser) => {
    for (const [name, { width, height, html, transparent }] of Object.entries(PICTURES)) {
      const page = await browser.newPage({ viewport: { width, height } });
      const style = "html, body { margin: 0; height: 100% } svg { display: block }";
      await page.setContent(`<style>${style}</style>${html}`);
      await page.screenshot({ path: PUBLIC + name, omitBackground: transparent ?? false });
      await page.close();
    }
  });
  writeFileSync(DRAWN, `${digest}\n`);
  console.log("drew the icons in public/");
}

function picture(size) {
  return ICON.replace("<svg ", `<svg width="${size}" height="${size}" `);
}
