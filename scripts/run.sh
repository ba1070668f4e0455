#!/usr/bin/env bash
# Builds for release where something changed, then becomes the server, which starts and stops Postgres and PostgREST.
source "$(dirname "$0")/start.sh"

"$SCRIPTS/setup.sh" stack
"$SCRIPTS/build.sh"
exec target/release/server
