#!/usr/bin/env bash
# All that needs no browser: format, rooms, lints, types, unit and integration tests. Stops at the first that fails.
source "$(dirname "$0")/start.sh"

# The browser's half has features of its own, so it is never compiled together with the rest.
server_half=(--workspace --exclude frontend)
browser_half=(--package frontend --target wasm32-unknown-unknown)

step() {
    local name=$1 began=$SECONDS
    shift
    say "$name"
    "$@" || { printf '%s\n' "${passed[@]:-}"; fail "$name failed." "See the output above. To run the checks again: make check"; }
    passed+=("    passed  $name ($((SECONDS - began)) s)")
}
passed=()

"$SCRIPTS/setup.sh" build stack

step "Format" cargo fmt --all --check
step "Rooms" node scripts/rooms.mjs
step "Rooms: the rules can fail" node --test scripts/rooms.test.mjs
step "Lints, server" cargo clippy "${server_half[@]}" --all-targets -- -D warnings
step "Lints, browser" cargo clippy "${browser_half[@]}" -- -D warnings
step "Types of the browser tests" tsc --project end2end
# Binaries and tests in one go: built apart, their dependencies would be resolved, and compiled, twice.
step "Build of the tests" cargo build "${server_half[@]}" --bins --tests
if cargo nextest --version >/dev/null 2>&1; then runner=(cargo nextest run); else runner=(cargo test --bins --lib --tests); fi
step "Unit and integration tests" target/debug/supabase-local exec --ephemeral -- "${runner[@]}" "${server_half[@]}"
step "Examples in the documentation" cargo test --quiet "${server_half[@]}" --doc

say "make check:"
printf '%s\n' "${passed[@]}"
