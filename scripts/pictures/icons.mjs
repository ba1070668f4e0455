// Draws the icons and the link preview image in public/ from public/favicon.svg. Run it after a
// change of the brand, and commit the images: `node scripts/pictures/icons.mjs`
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { withBrowser } from "./browser.mjs";

const PUBLIC = fileURLToPath(new URL("../../public/", import.meta.url));
const ICON = readFileSync(`${PUBLIC}favicon.svg`, "utf8");
const BRAND = ICON.match(/<rect[^>]*fill="([^"]+)"/)[1];

/** With round corners and a transparent background. */
const rounded = (size) => ({ width: size, height: size, html: picture(size), transparent: true });

/**
 * For devices that crop the icon: the keyhole stays within the safe zone (Web Application Manifest,
 * "maskable").
 */
const maskable = (size) => {
  const html = `<body style="background:${BRAND}">${picture(size)}`;
  return { width: size, height: size, html };
};

const RESET = "html, body { margin: 0; height: 100% } svg { display: block }";

const PREVIEW = `
  <style>
    body {
      background: radial-gradient(60rem 30rem at 50% -8rem, #eeedfd, #fafafb);
      color: #15161c; font-family: sans-serif; text-align: center;
      display: flex; flex-direction: column; align-items: center; justify-content: center; gap: 28px
    }
    h1 { font-size: 76px; letter-spacing: -0.03em; margin: 12px 0 0 }
    p { font-size: 34px; color: #5b5d6b; max-width: 900px; margin: 0; line-height: 1.35 }
  </style>
  ${picture(136)}<h1>Latchkey</h1>
  <p>Your tasks, protected by a passkey.<br>No passwords. Only you can see your data.</p>`;

const PICTURES = {
  "icon-192.png": rounded(192),
  "icon-512.png": rounded(512),
  "icon-maskable-512.png": maskable(512),
  "apple-touch-icon.png": maskable(180),
  "social.png": { width: 1200, height: 630, html: PREVIEW },
};

await withBrowser(async (browser) => {
  for (const [name, { width, height, html, transparent }] of Object.entries(PICTURES)) {
    const page = await browser.newPage({ viewport: { width, height } });
    await page.setContent(`<style>${RESET}</style>${html}`);
    await page.screenshot({ path: PUBLIC + name, omitBackground: transparent ?? false });
    await page.close();
  }
});

function picture(size) {
  return ICON.replace("<svg ", `<svg width="${size}" height="${size}" `);
}
