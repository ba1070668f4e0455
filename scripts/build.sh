#!/usr/bin/env bash
# The release build: server, and precompressed WASM and CSS with hashes in their names. Skipped if
# neither its inputs nor its outputs have changed.
source "$(dirname "$0")/common.sh"

contents() {
    find "$@" -type f 2>/dev/null | LC_ALL=C sort |
        { tee /dev/fd/3 | tr '\n' '\0' | xargs -0 cat; } 3>&1 | digest
}
inputs() {
    rustc -V
    contents Cargo.toml Cargo.lock package-lock.json rust-toolchain.toml \
        scripts/build.sh scripts/common.sh \
        app frontend identity server style public supabase user_db
}
outputs() { contents target/release/server target/release/hash.txt target/site; }

stamp=target/release/.build-stamp
[ "$(cat "$stamp" 2>/dev/null || true)" != "$(inputs; outputs)" ] || exit 0

"$SCRIPTS/setup.sh" build
say "Building for release (first time 5 to 10 minutes)"
before=$(inputs)
cargo leptos build --release --precompress ||
    fail "The release build failed." "See the compiler output above."
printf '%s\n%s\n' "$before" "$(outputs)" >"$stamp"
