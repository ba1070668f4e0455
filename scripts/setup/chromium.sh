#!/usr/bin/env bash
# Finds or installs Chromium for Playwright: the CHROMIUM variable, PATH, Playwright's own download,
# else Debian's package.
# end2end/chromium.ts looks in the same order.
source "$(dirname "$0")/../common.sh"

[ -z "${CHROMIUM:-}" ] || [ -x "$CHROMIUM" ] ||
    fail "CHROMIUM is $CHROMIUM, which can't be run." "Set it to a Chromium binary, or unset it."
[ -z "${CHROMIUM:-}" ] || exit 0
for name in chromium chromium-browser google-chrome; do ! has "$name" || exit 0; done

downloaded() {
    node -e '
        const path = require("playwright-core").chromium.executablePath();
        process.exit(require("fs").existsSync(path) ? 0 : 1);'
}
! downloaded || exit 0

say "Downloading Chromium with Playwright"
! timeout 300 npx playwright install chromium-headless-shell chromium || ! downloaded || exit 0

if has apt-get; then
    say "The download failed. Installing Debian's chromium package"
    as_root apt-get update -qq || true
    ! as_root env DEBIAN_FRONTEND=noninteractive \
        apt-get install -y -qq --no-install-recommends chromium >/dev/null || exit 0
fi
fail "Chromium is missing and couldn't be downloaded." \
    "Install it (Debian: sudo apt-get install chromium) or set CHROMIUM=/path/to/chromium."
