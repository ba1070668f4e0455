#!/usr/bin/env bash
# All checks that need no browser: format, architecture, lints, types, unit and integration tests.
# Stops at the first step that fails.
source "$(dirname "$0")/common.sh"

# The crate for the browser enables other features, so it is compiled separately.
server_half=(--workspace --exclude frontend)
browser_half=(--package frontend --target wasm32-unknown-unknown)

step() {
    local name=$1 began=$SECONDS
    shift
    say "$name"
    "$@" || {
        printf '%s\n' "${passed[@]:-}"
        fail "$name failed." "See the output above. To run the checks again: make check"
    }
    passed+=("    passed  $name ($((SECONDS - began)) s)")
}
passed=()

"$SCRIPTS/setup.sh" build stack check

step "Format" cargo fmt --all --check
step "Architecture" node scripts/check-architecture.mjs
step "Architecture: the rules can fail" node --test scripts/check-architecture.test.mjs
step "Architecture: the diagram is current" node scripts/architecture-diagram.mjs --check
step "Lints, server" cargo clippy "${server_half[@]}" --all-targets -- -D warnings
step "Lints, browser" cargo clippy "${browser_half[@]}" -- -D warnings
step "Dependencies" cargo deny --offline check bans licenses sources
step "Types of the browser tests" tsc --project end2end
# Binaries and tests in one build: in two, their dependencies would be compiled twice.
step "Build of the tests" cargo build "${server_half[@]}" --bins --tests
runner=(cargo test --bins --lib --tests)
! cargo nextest --version >/dev/null 2>&1 || runner=(cargo nextest run)
step "Unit and integration tests" \
    target/debug/supabase-local exec --ephemeral -- "${runner[@]}" "${server_half[@]}"
step "Examples in the documentation" cargo test --quiet "${server_half[@]}" --doc

say "make check:"
printf '%s\n' "${passed[@]}"
