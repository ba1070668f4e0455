#!/usr/bin/env bash
# cargo-leptos builds the server and the browser's half together. Without downloads of its own: its tools come from npm.
source "$(dirname "$0")/../start.sh"

! has "$CARGO_LEPTOS_ROOT/bin/cargo-leptos" || exit 0

"$SCRIPTS/setup/cargo-tool.sh" cargo-leptos "$CARGO_LEPTOS_VERSION" "$CARGO_LEPTOS_ROOT" "5 to 10 minutes" \
    --locked --features no_downloads
