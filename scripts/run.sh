#!/usr/bin/env bash
# Builds for release if something has changed, then runs the server, which starts and stops Postgres
# and PostgREST.
source "$(dirname "$0")/common.sh"

"$SCRIPTS/setup.sh" stack
"$SCRIPTS/build.sh"
exec target/release/server
