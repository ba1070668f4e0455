#!/usr/bin/env bash
# make resource name=notes fields="title:text(120) body:text(5000)? pinned:bool" [singular=note]:
# a list of rows that belong to one user each. docs/guides/growing.md explains what it writes.
source "$(dirname "$0")/common.sh"

say "Writing the resource ${name:-}"
node scripts/resource.mjs
say "Done. Give the texts in app/locales better words, above all those that aren't English."
say "To see it: make dev. To test it: make test"
