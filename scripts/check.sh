#!/usr/bin/env bash
# All checks that need no browser: format, architecture, lints, types, unit and integration tests.
# Stops at the first step that fails.
source "$(dirname "$0")/common.sh"

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
step "Brand: generated files are current" node scripts/brand.mjs --check
step "Brand: the icons are current" node scripts/pictures/icons.mjs --check
step "Brand: no file says the name itself" node scripts/check-name.mjs
step "Files for GitHub and editors follow their schemas" \
    node scripts/check-files.mjs "$FILE_SCHEMAS_ROOT"
step "Files for GitHub and editors: the check can fail" \
    env FILE_SCHEMAS_ROOT="$FILE_SCHEMAS_ROOT" node --test scripts/check-files.test.mjs
step "Lints, server" cargo clippy "${SERVER_HALF[@]}" --all-targets -- -D warnings
step "Lints, browser" cargo clippy "${BROWSER_HALF[@]}" -- -D warnings
step "Dependencies" cargo deny --offline check bans licenses sources
step "Types of the browser tests" tsc --project end2end
# Binaries and tests in one build: in two, their dependencies would be compiled twice.
step "Build of the tests" cargo build "${SERVER_HALF[@]}" --bins --tests
runner=(cargo test --bins --lib --tests)
! cargo nextest --version >/dev/null 2>&1 || runner=(cargo nextest run)
step "Unit and integration tests" \
    target/debug/supabase-local exec --ephemeral -- "${runner[@]}" "${SERVER_HALF[@]}"
step "Examples in the documentation" cargo test --quiet "${SERVER_HALF[@]}" --doc

say "make check:"
printf '%s\n' "${passed[@]}"
