#!/usr/bin/env bash
# Runs Playwright against the release build, with an ephemeral stack. Arguments are passed on to
# Playwright.
source "$(dirname "$0")/common.sh"

"$SCRIPTS/setup.sh" stack browser
"$SCRIPTS/build.sh"
"$SCRIPTS/build-stack.sh"

say "Browser tests, with and without JavaScript"
export E2E_PORT=${E2E_PORT:-$(node "$SCRIPTS/free-port.mjs")}
cd end2end
npx playwright test "$@" ||
    fail "Browser tests failed." \
        "To see the traces: npx playwright show-report end2end/playwright-report"
