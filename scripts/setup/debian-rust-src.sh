#!/usr/bin/env bash
# debian-rust-src.sh VERSION DIRECTORY
# Unpacks Debian's package rust-src of exactly that version; installs nothing.
# Uses the mirror that apt is configured with. Verifies checksums, and the signature if gpgv is
# installed.
source "$(dirname "$0")/../common.sh"

version=$1 into=$2
mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' 2>/dev/null |
    grep -m1 '/debian/*$' || true)
mirror=${mirror:-http://deb.debian.org/debian}
mirror=${mirror%/}
fetch() {
    curl --fail --silent --show-error --location --connect-timeout 10 --max-time 300 \
        -o "$2" "$mirror/$1"
}
cd "$into"

for suite in trixie-backports trixie sid bookworm-backports; do
    fetch "dists/$suite/InRelease" InRelease 2>/dev/null || continue
    keyring=/usr/share/keyrings/debian-archive-keyring.gpg
    if has gpgv && [ -r "$keyring" ]; then
        gpgv --quiet --keyring "$keyring" InRelease 2>/dev/null ||
            { say "Skipping $suite: its signature is not Debian's"; continue; }
    fi
    for part in all amd64; do
        index=main/binary-$part/Packages.xz
        fetch "dists/$suite/$index" Packages.xz 2>/dev/null || continue
        sum=$(awk -v f="$index" '$3 == f && length($1) == 64 { print $1; exit }' InRelease)
        [ "$(digest <Packages.xz)" = "$sum" ] || continue
        read -r file sum < <(xz -dc Packages.xz | awk -v v="$version" '
            /^Package: /  { ours = ($2 == "rust-src"); right = 0 }
            /^Version: /  { right = ours && index($2, v "+") == 1 }
            /^Filename: / && right { file = $2 }
            /^SHA256: /   && right { print file, $2; exit }') || continue
        say "Downloading rust-src $version from Debian $suite"
        fetch "$file" rust-src.deb
        [ "$(digest <rust-src.deb)" = "$sum" ] || { say "Skipping it: wrong checksum"; continue; }
        ar p rust-src.deb data.tar.xz | tar -xJ
        exit 0
    done
done
exit 1
