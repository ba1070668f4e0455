#!/usr/bin/env bash
# psql on the database of the local stack that `make run` or `make dev` has started, as its
# superuser: row level security does not apply. Arguments go to psql.
source "$(dirname "$0")/common.sh"

file=.local-stack/connection.json
[ -e "$file" ] || fail "The local stack has not been started." "In another terminal: make run"
has psql || fail "psql is not installed." "Debian: postgresql-client, macOS: brew install libpq"
url=$(node -p 'JSON.parse(require("fs").readFileSync(process.argv[1])).admin_database_url' "$file")
exec psql "$url" "$@"
