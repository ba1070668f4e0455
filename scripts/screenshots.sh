#!/usr/bin/env bash
# The pictures in docs/screenshots, taken from the release build as a person sees it, in the light and in the dark.
source "$(dirname "$0")/start.sh"

"$SCRIPTS/setup.sh" stack browser
"$SCRIPTS/build.sh"
"$SCRIPTS/build-stack.sh"

say "Screenshots"
export E2E_PORT=${E2E_PORT:-$(node "$SCRIPTS/free-port.mjs")}
cd end2end
npx playwright test --config screenshots.config.ts || fail "Taking the screenshots failed." "See the output above."
