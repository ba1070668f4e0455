#!/usr/bin/env bash
# The local Supabase as a command, for release. Selected together with the server, which has compiled all of it already.
source "$(dirname "$0")/start.sh"

cargo build --quiet --release --package server --package supabase-local --bin supabase-local ||
    fail "Building supabase-local failed." "See the compiler output above."
