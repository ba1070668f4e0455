#!/usr/bin/env bash
# Measures /tasks for a member with 100 tasks, and PostgREST alone with the same query.
# BENCH_SECONDS sets the duration, BENCH_CLIENTS the number of concurrent clients.
source "$(dirname "$0")/common.sh"

"$SCRIPTS/setup.sh" stack browser oha
"$SCRIPTS/build.sh"
"$SCRIPTS/build-stack.sh"

CHROMIUM=${CHROMIUM:-$(command -v chromium chromium-browser google-chrome | head -1 || true)}
BENCH_PORT=$(node "$SCRIPTS/free-port.mjs")
PATH=$PATH:$OHA_ROOT/bin
export CHROMIUM BENCH_PORT PATH
exec target/release/supabase-local exec --ephemeral -- node "$SCRIPTS/bench/bench.mjs"
