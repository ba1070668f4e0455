#!/usr/bin/env bash
# Writes every file that repeats what brand.toml says: style sheet, manifest, icons.
source "$(dirname "$0")/common.sh"

"$SCRIPTS/setup.sh" browser
node scripts/brand.mjs
node scripts/pictures/icons.mjs
