#!/usr/bin/env bash
# cargo-tool.sh CRATE VERSION DIRECTORY DURATION [flags of cargo install]
# Installs a prebuilt binary if cargo-binstall is available, else a debug build, which compiles
# faster than a release build.
source "$(dirname "$0")/../common.sh"

crate=$1 version=$2 into=$3 duration=$4
shift 4
mkdir -p "$into"

if cargo binstall -V >/dev/null 2>&1; then
    say "Downloading $crate $version"
    ! timeout 180 cargo binstall --no-confirm --disable-strategies compile \
        --root "$into" "$crate@$version" || exit 0
    say "No prebuilt $crate $version is available"
fi

say "Building $crate $version into $into (once, $duration)"
export CARGO_PROFILE_DEV_DEBUG=0 CARGO_TARGET_DIR=$into.build
# Outside of the checkout, so that its toolchain file and settings don't apply.
(cd "$into" && cargo install --quiet --debug --root "$into" "$crate@$version" "$@") ||
    fail "Building $crate $version failed." \
        "See the output above. If the network failed, run this again to continue where it stopped."
rm -rf "$into.build"
