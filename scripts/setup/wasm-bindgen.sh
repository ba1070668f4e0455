#!/usr/bin/env bash
# Installs the wasm-bindgen command in exactly the version that Cargo.toml pins for the crate.
source "$(dirname "$0")/../common.sh"

[ -n "$WASM_BINDGEN_VERSION" ] ||
    fail "Cargo.toml doesn't pin wasm-bindgen." 'Add: wasm-bindgen = "=0.2.130"'
! has "$WASM_BINDGEN_ROOT/bin/wasm-bindgen" || exit 0

"$SCRIPTS/setup/cargo-tool.sh" wasm-bindgen-cli "$WASM_BINDGEN_VERSION" "$WASM_BINDGEN_ROOT" \
    "1 minute"
