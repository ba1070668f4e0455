#!/usr/bin/env bash
# make rename name="Notebook" [slug=notebook]: another name for the product, everywhere.
source "$(dirname "$0")/common.sh"

"$SCRIPTS/setup.sh" node-modules
node scripts/rename.mjs
"$SCRIPTS/brand.sh"
node scripts/check-name.mjs
say "Renamed. Taglines and colours are in brand.toml; after changing them: make brand"
say "docs/screenshots still show the old name: make screenshots"
