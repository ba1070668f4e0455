#!/usr/bin/env bash
# Checks for the tools that have to be installed manually: Rust, Node, a C compiler.
source "$(dirname "$0")/../common.sh"

has cargo || fail "cargo is not on PATH." "Install Rust: https://rustup.rs"
has node && has npm || fail "Node is not on PATH." "Install Node 20 or newer: https://nodejs.org"
has cc ||
    fail "No C compiler found." \
        "Debian: apt-get install build-essential. macOS: xcode-select --install"

node -e 'process.exit(Number.parseInt(process.versions.node) < 20 ? 1 : 0)' ||
    fail "Node $(node --version) is too old." "Install Node 20 or newer: https://nodejs.org"

wanted=$(sed -nE 's/^rust-version = "([0-9.]+)"$/\1/p' Cargo.toml)
found=$(rustc --version | cut -d' ' -f2)
[ "$(printf '%s\n' "$wanted" "$found" | sort -V | head -1)" = "$wanted" ] ||
    fail "rustc $found is older than $wanted." "Run: rustup update stable"

for component in clippy rustfmt; do
    cargo "${component/rustfmt/fmt}" --version >/dev/null 2>&1 ||
        fail "$component is missing." "Run: rustup component add $component"
done
