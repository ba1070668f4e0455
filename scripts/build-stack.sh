#!/usr/bin/env bash
# Builds the command supabase-local for release. Building it together with the server reuses what
# that has compiled.
source "$(dirname "$0")/common.sh"

cargo build --quiet --release --package server --package supabase-local --bin supabase-local ||
    fail "Building supabase-local failed." "See the compiler output above."
