#!/usr/bin/env bash
# Installs cargo-leptos, which builds the server and the WASM. It downloads nothing itself: its
# tools come from npm.
source "$(dirname "$0")/../common.sh"

! has "$CARGO_LEPTOS_ROOT/bin/cargo-leptos" || exit 0

"$SCRIPTS/setup/cargo-tool.sh" cargo-leptos "$CARGO_LEPTOS_VERSION" "$CARGO_LEPTOS_ROOT" \
    "5 to 10 minutes" --locked --features no_downloads
