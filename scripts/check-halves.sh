#!/usr/bin/env bash
# Clippy for the server and for the browser, as JSON. rust-analyzer runs it when a file is saved
# (.vscode/settings.json).
source "$(dirname "$0")/common.sh"

status=0
cargo clippy "${SERVER_HALF[@]}" --all-targets --message-format=json || status=$?
cargo clippy "${BROWSER_HALF[@]}" --message-format=json || status=$?
exit "$status"
