#!/usr/bin/env bash
# Installs the standard library for wasm32-unknown-unknown: from rustup, else built from Debian's
# rust-src of the same version.
source "$(dirname "$0")/../common.sh"

target=wasm32-unknown-unknown
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# `rustup target list` lists only what rustup has installed, so this compiles a program instead.
compiles() {
    echo 'pub fn hello() { println!("hello"); }' |
        rustc --target "$target" --crate-type cdylib -o "$work/hello.wasm" - >/dev/null 2>&1
}

! compiles || exit 0

if has rustup; then
    say "Adding the target $target with rustup"
    ! RUST_BACKTRACE=0 timeout 180 rustup target add "$target" || ! compiles || exit 0
    say "rustup failed. Building the target from Debian's source package instead"
fi

sysroot=$(rustc --print sysroot)
version=$(rustc --version | cut -d' ' -f2)
into=$sysroot/lib/rustlib/$target/lib
manual_steps="Run: rustup target add $target (needs https://static.rust-lang.org)."
mkdir -p "$into" 2>/dev/null && [ -w "$into" ] ||
    fail "$(id -un) has no write access to $sysroot." "Run $0 as its owner, or install your own toolchain: https://rustup.rs"
for tool in curl ar xz tar; do
    has "$tool" || fail "$tool is missing." "Install it, or: $manual_steps"
done

"$SCRIPTS/setup/debian-rust-src.sh" "$version" "$work" ||
    fail "Downloading rust-src $version from Debian failed." "$manual_steps"

say "Building the standard library of Rust $version for $target (about 30 seconds)"
(
    cd "$work"/usr/src/rustc-"$version"/library/sysroot
    export RUSTC_BOOTSTRAP=1 RUSTFLAGS="-Cembed-bitcode=yes -Zforce-unstable-if-unmarked"
    export __CARGO_DEFAULT_LIB_METADATA=wasmstd
    export CARGO_TARGET_DIR=$work/target RUSTUP_TOOLCHAIN=$sysroot
    cargo build --quiet --release --locked --target "$target"
) || fail "Building the standard library failed." "$manual_steps"

find "$work/target/$target/release/deps" -name '*.rlib' ! -name 'libsysroot*' \
    -exec cp {} "$into/" \;
compiles ||
    fail "The standard library was built, but a program for $target doesn't compile." \
        "$manual_steps"
