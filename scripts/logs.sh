#!/usr/bin/env bash
# Follows the logs of the local stack: Postgres and PostgREST. The server logs to its terminal.
source "$(dirname "$0")/common.sh"

ls .local-stack/*.log >/dev/null 2>&1 ||
    fail "The local stack has not been started." "In another terminal: make run"
exec tail -n 40 -F .local-stack/*.log
