// Writes the files that say what brand.toml says and can't read it: the style sheet's colours, the
// manifest and the favicon. `--check` fails if one of them is not current.
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";
import { parse } from "smol-toml";

const ROOT = new URL("../", import.meta.url);

/** What brand.toml says. */
export const BRAND = parse(readFileSync(new URL("brand.toml", ROOT), "utf8"));

const { name, tagline, colors } = BRAND;

/** The theme of the style sheet: every colour, in the light and in the dark. */
function styleSheet() {
  const tokens = Object.entries(colors).map(
    ([token, [light, dark]]) => `  --color-${token}: light-dark(${light}, ${dark});`,
  );
  return `/* Made from brand.toml by \`make brand\`. */\n@theme {\n${tokens.join("\n")}\n}\n`;
}

/** W3C Web Application Manifest. */
function manifest() {
  const png = (file, size, more) => ({
    src: file, sizes: `${size}x${size}`, type: "image/png", ...more,
  });
  const description = `${tagline.en}.`;
  const [background] = colors.page;
  return `${JSON.stringify({
    name,
    short_name: name,
    description,
    id: "/",
    start_url: "/dashboard",
    scope: "/",
    display: "standalone",
    lang: "en",
    background_color: background,
    theme_color: background,
    icons: [
      png("/icon-192.png", 192),
      png("/icon-512.png", 512),
      png("/icon-maskable-512.png", 512, { purpose: "maskable" }),
      { src: "/favicon.svg", sizes: "any", type: "image/svg+xml" },
    ],
  }, null, 2)}\n`;
}

/** The logo, in the brand's colours. */
function favicon(drawn) {
  return drawn
    .replace(/(<rect [^>]*fill=")[^"]+/, `$1${colors.brand[0]}`)
    .replace(/(<path fill=")[^"]+/, `$1${colors["on-brand"][0]}`);
}

const FILES = {
  "style/brand.css": styleSheet,
  "public/manifest.webmanifest": manifest,
  "public/favicon.svg": favicon,
};

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  for (const [file, make] of Object.entries(FILES)) {
    const path = fileURLToPath(new URL(file, ROOT));
    let current = "";
    try {
      current = readFileSync(path, "utf8");
    } catch (error) {
      if (error.code !== "ENOENT") throw error;
    }
    const wanted = make(current);
    if (wanted === current) continue;
    if (process.argv.includes("--check")) {
      console.error(`${file} does not match brand.toml. To write it: make brand`);
      process.exitCode = 1;
    } else {
      writeFileSync(path, wanted);
      console.log(`wrote ${file}`);
    }
  }
}
