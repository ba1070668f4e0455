#!/usr/bin/env bash
# Takes the screenshots in docs/screenshots from the release build, in the light and the dark theme.
source "$(dirname "$0")/common.sh"

"$SCRIPTS/setup.sh" stack browser
"$SCRIPTS/build.sh"
"$SCRIPTS/build-stack.sh"

say "Screenshots"
export E2E_PORT=${E2E_PORT:-$(node "$SCRIPTS/free-port.mjs")}
cd end2end
npx playwright test --config screenshots.config.ts ||
    fail "Taking the screenshots failed." "See the output above."
