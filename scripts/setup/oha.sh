#!/usr/bin/env bash
# Installs oha, the load generator of `make bench`, if neither wrk nor oha is installed.
source "$(dirname "$0")/../common.sh"

! has wrk && ! has oha && ! has "$OHA_ROOT/bin/oha" || exit 0

"$SCRIPTS/setup/cargo-tool.sh" oha "$OHA_VERSION" "$OHA_ROOT" "2 minutes" --locked
