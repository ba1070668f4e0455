#!/usr/bin/env bash
# The load generator of `make bench`, where the machine has neither wrk nor oha.
source "$(dirname "$0")/../start.sh"

! has wrk && ! has oha && ! has "$OHA_ROOT/bin/oha" || exit 0

"$SCRIPTS/setup/cargo-tool.sh" oha "$OHA_VERSION" "$OHA_ROOT" "2 minutes" --locked
