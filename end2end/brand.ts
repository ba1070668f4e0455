import { readFileSync } from "node:fs";
import { parse } from "smol-toml";

interface Brand {
  name: string;
  slug: string;
  tagline: Record<"en" | "de", string>;
}

/** What brand.toml says about the product. */
export const BRAND = parse(
  readFileSync(new URL("../brand.toml", import.meta.url), "utf8"),
) as unknown as Brand;
