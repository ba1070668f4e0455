#!/usr/bin/env bash
# Watches, rebuilds and reloads. Uses directories of its own, because debug builds of cargo-leptos
# have other flags than those of cargo, and their site must not replace the one of `make run`.
source "$(dirname "$0")/common.sh"

"$SCRIPTS/setup.sh" build stack
export CARGO_TARGET_DIR=$ROOT/target/dev LEPTOS_SITE_ROOT=target/dev/site LEPTOS_HASH_FILES=false
exec cargo leptos watch
