#!/usr/bin/env bash
# Installs the published schemas of GitHub's files, which check-jsonschema on PyPI contains.
# Without pip, scripts/check-files.mjs checks only the syntax.
source "$(dirname "$0")/../common.sh"

[ ! -e "$FILE_SCHEMAS_ROOT/github-workflows.json" ] || exit 0
python3 -m pip --version >/dev/null 2>&1 || exit 0

say "Fetching the schemas of check-jsonschema $CHECK_JSONSCHEMA_VERSION"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# pip installs nothing but the file with this checksum.
cat >"$work/requirements.txt" <<EOF
check-jsonschema==$CHECK_JSONSCHEMA_VERSION \\
    --hash=sha256:14ce5c94871c551268ea948ffe21e9f1464dc48fb20bf9a4c13deeaaf756cf9b
EOF
PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_ROOT_USER_ACTION=ignore timeout 180 \
    python3 -m pip install --quiet --no-deps --only-binary :all: --require-hashes \
    --target "$work/package" --requirement "$work/requirements.txt" ||
    fail "Downloading the schemas failed." \
        "Check your network and the package index of pip, then run this again."
mkdir -p "$(dirname "$FILE_SCHEMAS_ROOT")"
rm -rf "$FILE_SCHEMAS_ROOT"
mv "$work/package/check_jsonschema/builtin_schemas/vendor" "$FILE_SCHEMAS_ROOT"
