#!/usr/bin/env bash
# Everything that must hold before a change is merged: check.sh, then the browser.
source "$(dirname "$0")/start.sh"

"$SCRIPTS/check.sh"
"$SCRIPTS/e2e.sh"
say "make test: everything passed in $((SECONDS / 60)) min $((SECONDS % 60)) s"
