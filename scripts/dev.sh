#!/usr/bin/env bash
# Watches, rebuilds and reloads. In directories of its own: debug builds of cargo-leptos compile with other flags than
# plain cargo, and their site must not replace the one of `make run`.
source "$(dirname "$0")/start.sh"

"$SCRIPTS/setup.sh" build stack
export CARGO_TARGET_DIR=$ROOT/target/dev LEPTOS_SITE_ROOT=target/dev/site LEPTOS_HASH_FILES=false
exec cargo leptos watch
