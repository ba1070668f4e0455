#!/usr/bin/env bash
# Installs what the image of the container lacks: Chromium with its libraries, and the tools of
# scripts/setup.
set -euo pipefail
cd "$(dirname "$0")/.."

sudo apt-get update -qq
sudo DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium

channel=$(sed -nE 's/^channel = "(.*)"$/\1/p' rust-toolchain.toml)
rustup toolchain install "$channel" --profile minimal --target wasm32-unknown-unknown \
    --component clippy --component rustfmt --component rust-src

scripts/setup.sh build check stack browser
