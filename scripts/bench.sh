#!/usr/bin/env bash
# What one page costs: the signed-in /tasks of a member with 100 tasks, and PostgREST alone with the same query.
# Duration and clients: BENCH_SECONDS, BENCH_CLIENTS.
source "$(dirname "$0")/start.sh"

"$SCRIPTS/setup.sh" stack browser oha
"$SCRIPTS/build.sh"
"$SCRIPTS/build-stack.sh"

CHROMIUM=${CHROMIUM:-$(command -v chromium chromium-browser google-chrome | head -1 || true)}
BENCH_PORT=$(node "$SCRIPTS/free-port.mjs")
PATH=$PATH:$OHA_ROOT/bin
export CHROMIUM BENCH_PORT PATH
exec target/release/supabase-local exec --ephemeral -- node "$SCRIPTS/bench/bench.mjs"
