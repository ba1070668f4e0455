#!/usr/bin/env bash
# Installs what is missing: `setup.sh build`, `check`, `stack`, `browser`, or a script of
# scripts/setup/ by name.
source "$(dirname "$0")/common.sh"

for wanted in "$@"; do
    case $wanted in
        build) steps="prerequisites wasm-target node-modules wasm-bindgen cargo-leptos" ;;
        check) steps="node-modules cargo-deny file-schemas" ;;
        stack) steps="node-modules postgrest postgres" ;;
        browser) steps="node-modules chromium" ;;
        *) steps=$wanted ;;
    esac
    for step in $steps; do "$SCRIPTS/setup/$step.sh"; done
done
