#!/usr/bin/env bash
# Playwright against the release build, with a stack of its own that is gone afterwards. Arguments go to Playwright.
source "$(dirname "$0")/start.sh"

"$SCRIPTS/setup.sh" stack browser
"$SCRIPTS/build.sh"
"$SCRIPTS/build-stack.sh"

say "Browser tests, with and without JavaScript"
export E2E_PORT=${E2E_PORT:-$(node "$SCRIPTS/free-port.mjs")}
cd end2end
npx playwright test "$@" || fail "Browser tests failed." "To see the traces: npx playwright show-report end2end/playwright-report"
