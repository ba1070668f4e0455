#!/usr/bin/env bash
# Installs the npm packages of package-lock.json (Tailwind, wasm-opt, PostgREST, Playwright) if that
# file has changed.
source "$(dirname "$0")/../common.sh"

stamp=node_modules/.lock-digest
wanted="$(digest <package-lock.json) $(uname -sm)"
[ "$(cat "$stamp" 2>/dev/null || true)" != "$wanted" ] || exit 0

say "Installing the npm packages of package-lock.json (about 190 MB) into node_modules"
npm ci --ignore-scripts --no-audit --no-fund --loglevel=error ||
    fail "npm failed to install the packages." \
        "Check your network and the registry (npm config get registry), then run this again."
echo "$wanted" >"$stamp"
