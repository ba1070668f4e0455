#!/usr/bin/env bash
# All checks and tests that must pass before a change is merged: check.sh, then the browser tests.
source "$(dirname "$0")/common.sh"

"$SCRIPTS/check.sh"
"$SCRIPTS/e2e.sh"
say "make test: everything passed in $((SECONDS / 60)) min $((SECONDS % 60)) s"
